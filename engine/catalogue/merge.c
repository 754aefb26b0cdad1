/* Two accounts of one shade made one. */
#include "catalogue/catalogue-private.h"

#include <string.h>

/* Of two texts the later one; one that says something stays over one that does not. */
static gboolean
merge_text (char **known, const char *told, gboolean later)
{
  if (*told == '\0' || strcmp (*known, told) == 0 || (**known != '\0' && !later))
    return FALSE;
  g_free (*known);
  *known = g_strdup (told);
  return TRUE;
}

/* The same of a number of which 0 says nothing. */
static gboolean
merge_number (int *known, int told, gboolean later)
{
  if (told == 0 || *known == told || (*known != 0 && !later))
    return FALSE;
  *known = told;
  return TRUE;
}

static gboolean
is_same_color (const VanityShade *known, const VanityShade *told)
{
  return known->has_color && known->rgb == told->rgb && known->n_palette == told->n_palette
         && (known->n_palette == 0
             || memcmp (known->palette, told->palette,
                        (gsize)told->n_palette * sizeof *told->palette)
                    == 0);
}

static gboolean
merge_color (VanityShade *known, const VanityShade *told, gboolean later)
{
  if (!told->has_color
      || (is_same_color (known, told) && known->color_source >= told->color_source))
    return FALSE;
  if (known->has_color
      && (told->color_source < known->color_source
          || (told->color_source == known->color_source && !later)))
    return FALSE;
  vanity_shade_set_color (known, told->rgb, told->color_source);
  vanity_shade_set_palette (known, told->palette, told->n_palette, told->color_source);
  return TRUE;
}

static gboolean
merge_prices (VanityShade *known, const VanityShade *told)
{
  gboolean changed = FALSE;

  for (int i = 0; i < told->n_prices; i++)
    {
      const VanityPrice *price = &told->prices[i];
      const VanityPrice *before = vanity_shade_find_price (known, price->money.currency);

      if (before != NULL
          && (strcmp (price->date, before->date) < 0
              || (price->money.minor == before->money.minor
                  && strcmp (price->date, before->date) == 0)))
        continue;
      vanity_shade_set_price (known, price->money, price->date);
      changed = TRUE;
    }
  return changed;
}

gboolean
vanity_shade_merge (VanityShade *known, const VanityShade *told)
{
  gboolean later = strcmp (told->date, known->date) >= 0;
  int finish = (int)known->finish, coverage = (int)known->coverage;
  int undertone = (int)known->undertone, availability = (int)known->availability;
  unsigned labels = known->labels | told->labels;
  gboolean changed = merge_color (known, told, later);

  changed |= merge_number (&finish, (int)told->finish, later);
  changed |= merge_number (&coverage, (int)told->coverage, later);
  if (merge_number (&undertone, (int)told->undertone, later))
    {
      vanity_shade_set_text (&known->undertone_source, told->undertone_source);
      changed = TRUE;
    }
  changed |= merge_number (&availability, (int)told->availability, later);
  changed |= merge_number (&known->spf, told->spf, later);
  known->finish = (VanityFinish)finish;
  known->coverage = (VanityCoverage)coverage;
  known->undertone = (VanityUndertoneLabel)undertone;
  known->availability = (VanityAvailability)availability;
  changed |= merge_text (&known->link, told->link, later);
  changed |= merge_text (&known->image, told->image, later);
  changed |= merge_text (&known->ingredients, told->ingredients, later);
  /* One number: another one is another size, or a mistake. */
  changed |= merge_text (&known->gtin, told->gtin, FALSE);
  changed |= merge_prices (known, told);
  changed |= labels != known->labels;
  known->labels = labels;
  if (told->popularity >= 0.0 && told->popularity != known->popularity
      && (later || known->popularity < 0.0))
    {
      known->popularity = told->popularity;
      changed = TRUE;
    }
  return changed;
}
