#include "ui/product-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

char *
vanity_product_dup_name (const VanityShade *shade)
{
  if (*shade->line == '\0')
    return g_strdup (shade->name);
  if (*shade->name == '\0')
    return g_strdup (shade->line);

  /* Translators: line and shade of a product. */
  return g_strdup_printf (C_ ("product", "%s, %s"), shade->line, shade->name);
}

static void
append (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", word);
}

char *
vanity_product_dup_details (const VanityShade *shade)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (shade->finish != VANITY_FINISH_UNKNOWN)
    append (text, vanity_finish_get_label (shade->finish));
  if (shade->coverage != VANITY_COVERAGE_UNKNOWN)
    {
      g_autofree char *coverage
          /* Translators: what is put in is "Full", "Medium", "Light" or "Sheer". */
          = g_strdup_printf (_ ("%s coverage"), vanity_coverage_get_label (shade->coverage));

      append (text, coverage);
    }
  if (shade->undertone != VANITY_UNDERTONE_LABEL_UNKNOWN)
    append (text, vanity_undertone_label_get_label (shade->undertone));
  for (int i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    if ((shade->labels & 1U << i) != 0 && !(1U << i == VANITY_PRODUCT_SPF && shade->spf > 0))
      append (text, vanity_product_label_get_label (1U << i));
  if (shade->spf > 0)
    {
      g_autofree char *spf = g_strdup_printf (_ ("SPF %d"), shade->spf);

      append (text, spf);
    }
  if (shade->availability == VANITY_AVAILABILITY_OUT_OF_STOCK)
    append (text, vanity_availability_get_label (shade->availability));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
vanity_product_is_approximate (const VanityShade *shade)
{
  return shade->has_color && shade->color_source == VANITY_COLOR_SOURCE_ESTIMATED;
}

char *
vanity_product_dup_color_text (const VanityShade *shade)
{
  if (!shade->has_color)
    return g_strdup (_ ("Colour not known"));
  if (shade->n_palette > 1)
    return g_strdup_printf (
        ngettext ("A palette of %d colour", "A palette of %d colours", shade->n_palette),
        shade->n_palette);
  if (vanity_product_is_approximate (shade))
    return g_strdup_printf (_ ("Colour #%06x, approximate"), shade->rgb);

  return g_strdup_printf (_ ("Colour #%06x"), shade->rgb);
}

const VanityPrice *
vanity_product_find_price (const VanityShade *shade)
{
  char currency[4] = "";
  const VanityPrice *price;

  /* "EUR ": three letters and what stands between it and the number. */
  g_strlcpy (currency, localeconv ()->int_curr_symbol, sizeof currency);
  price = vanity_shade_find_price (shade, currency);

  return price != NULL || shade->n_prices == 0 ? price : &shade->prices[0];
}

char *
vanity_product_dup_match (const VanityProposal *proposal)
{
  int percent = isnan (proposal->match) ? 0 : (int)lround (100 * proposal->match);

  /* No colour is wanted, so there is nothing to match. */
  if (isnan (proposal->match))
    return g_strdup ("");
  if (isnan (proposal->delta_e))
    return g_strdup_printf (_ ("%d%% match"), percent);

  /* Translators: how well a product fits, and the difference of colour (CIEDE2000). */
  return g_strdup_printf (_ ("%d%% match · ΔE %.1f"), percent, proposal->delta_e);
}

char *
vanity_product_dup_reasons (const VanityProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < proposal->reasons->len; i++)
    {
      g_autofree char *reason = vanity_reason_dup_text (g_ptr_array_index (proposal->reasons, i));

      /* Translators: a dot before each of several reasons, and its reason. */
      g_string_append_printf (text, C_ ("reason", "%s• %s"), i > 0 ? "\n" : "", reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
vanity_product_dup_distance (const VanityAlternative *alternative)
{
  if (alternative->is_dupe)
    /* Translators: a cheaper product that looks the same; its difference of colour. */
    return g_strdup_printf (_ ("A dupe · ΔE %.1f apart"), alternative->delta_e);

  return g_strdup_printf (_ ("ΔE %.1f apart"), alternative->delta_e);
}

char *
vanity_product_dup_gap (const VanityAlternative *alternative)
{
  VanityMoney gap = alternative->gap;
  gboolean cheaper = gap.minor < 0;
  g_autofree char *amount = NULL;

  if (!alternative->has_price)
    return NULL;
  if (gap.minor == 0)
    return g_strdup (_ ("The same price"));

  gap.minor = ABS (gap.minor);
  amount = vanity_money_format (gap);

  return g_strdup_printf (cheaper ? _ ("%s cheaper") : _ ("%s dearer"), amount);
}
