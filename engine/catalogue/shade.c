#include "catalogue/shade.h"

#include "catalogue/text.h"

#include <string.h>

static gboolean
is_tidy (const char *text)
{
  gsize length = 0;

  for (const char *at = text; *at; at++, length++)
    {
      guint8 c = *(const guint8 *)at;

      if (c < 0x20 || c >= 0x7f || (c == ' ' && (at == text || at[1] == ' ' || at[1] == '\0')))
        return FALSE;
    }
  return length <= VANITY_SHADE_MAX_TEXT;
}

static char *
clean (const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  if (is_tidy (text))
    return g_strdup (text);

  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, VANITY_SHADE_MAX_TEXT));
  GString *cleaned = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (cleaned->len > 0 && cleaned->str[cleaned->len - 1] != ' ')
            g_string_append_c (cleaned, ' ');
        }
      else
        g_string_append_unichar (cleaned, c);
    }
  if (cleaned->len > 0 && cleaned->str[cleaned->len - 1] == ' ')
    g_string_truncate (cleaned, cleaned->len - 1);
  return g_string_free (cleaned, FALSE);
}

char *
vanity_shade_dup_uid (const char *brand, const char *line, const char *name,
                      VanityCategory category)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = { brand, line, name };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folded = vanity_text_fold (parts[i]);

      /* With its end: "a", "bc" is not "ab", "c". A name of nothing but signs, such as "+", is
       * told by them. */
      if (*folded == '\0' && *parts[i] != '\0')
        g_checksum_update (checksum, (const guchar *)parts[i], (gssize)strlen (parts[i]) + 1);
      else
        g_checksum_update (checksum, (const guchar *)folded, (gssize)strlen (folded) + 1);
    }
  g_checksum_update (checksum, (const guchar *)vanity_category_get_id (category), -1);
  return g_strndup (g_checksum_get_string (checksum), 16);
}

/* Takes the names. */
static VanityShade *
take (char *uid, char *brand, char *line, char *name, VanityCategory category)
{
  VanityShade *shade = g_atomic_rc_box_new0 (VanityShade);
  char **empty[] = { &shade->undertone_source, &shade->gtin,   &shade->link,      &shade->image,
                     &shade->ingredients,      &shade->source, &shade->source_id, &shade->date };

  shade->uid = uid;
  shade->brand = brand;
  shade->line = line;
  shade->name = name;
  shade->category = category;
  shade->popularity = -1.0;
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    *empty[i] = g_strdup ("");
  return shade;
}

VanityShade *
vanity_shade_new (const char *brand, const char *line, const char *name, VanityCategory category)
{
  char *tidy_brand = clean (brand), *tidy_line = clean (line), *tidy_name = clean (name);

  return take (vanity_shade_dup_uid (tidy_brand, tidy_line, tidy_name, category), tidy_brand,
               tidy_line, tidy_name, category);
}

VanityShade *
vanity_shade_new_known (const char *uid, const char *brand, const char *line, const char *name,
                        VanityCategory category)
{
  return take (g_strdup (uid), g_strdup (brand), g_strdup (line), g_strdup (name), category);
}

VanityShade *
vanity_shade_copy (const VanityShade *shade)
{
  VanityShade *copy = g_atomic_rc_box_new0 (VanityShade);

  *copy = *shade;
  copy->palette = g_memdup2 (shade->palette, (gsize)shade->n_palette * sizeof *shade->palette);
  copy->prices = g_memdup2 (shade->prices, (gsize)shade->n_prices * sizeof *shade->prices);
  char **texts[]
      = { &copy->uid,       &copy->brand, &copy->line,  &copy->name,        &copy->undertone_source,
          &copy->gtin,      &copy->link,  &copy->image, &copy->ingredients, &copy->source,
          &copy->source_id, &copy->date };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  return copy;
}

static void
clear (gpointer data)
{
  VanityShade *shade = data;

  g_free (shade->uid);
  g_free (shade->brand);
  g_free (shade->line);
  g_free (shade->name);
  g_free (shade->palette);
  g_free (shade->undertone_source);
  g_free (shade->gtin);
  g_free (shade->prices);
  g_free (shade->link);
  g_free (shade->image);
  g_free (shade->ingredients);
  g_free (shade->source);
  g_free (shade->source_id);
  g_free (shade->date);
}

VanityShade *
vanity_shade_ref (VanityShade *shade)
{
  return g_atomic_rc_box_acquire (shade);
}

void
vanity_shade_unref (VanityShade *shade)
{
  g_atomic_rc_box_release_full (shade, clear);
}

void
vanity_shade_set_text (char **field, const char *text)
{
  char *cleaned = clean (text);

  g_free (*field);
  *field = cleaned;
}

void
vanity_shade_set_color (VanityShade *shade, guint32 rgb, VanityColorSource source)
{
  shade->has_color = TRUE;
  shade->rgb = rgb & 0xffffff;
  shade->lab = vanity_lab_from_linear (vanity_rgb_unpack (rgb));
  shade->color_source = source;
  g_clear_pointer (&shade->palette, g_free);
  shade->n_palette = 0;
}

void
vanity_shade_set_palette (VanityShade *shade, const guint32 *colors, int n_colors,
                          VanityColorSource source)
{
  if (n_colors <= 0)
    return;
  vanity_shade_set_color (shade, colors[0], source);
  if (n_colors > 1)
    {
      shade->n_palette = MIN (n_colors, VANITY_SHADE_MAX_PALETTE);
      shade->palette = g_memdup2 (colors, (gsize)shade->n_palette * sizeof *colors);
    }
}

void
vanity_shade_set_price (VanityShade *shade, VanityMoney money, const char *date)
{
  VanityPrice price = { .money = money };
  int at = 0;

  if (date != NULL)
    g_strlcpy (price.date, date, sizeof price.date);
  while (at < shade->n_prices && strcmp (shade->prices[at].money.currency, money.currency) != 0)
    at++;
  if (at == shade->n_prices)
    shade->prices = g_renew (VanityPrice, shade->prices, ++shade->n_prices);
  shade->prices[at] = price;
}

const VanityPrice *
vanity_shade_find_price (const VanityShade *shade, const char *currency)
{
  for (int i = 0; i < shade->n_prices; i++)
    if (strcmp (shade->prices[i].money.currency, currency) == 0)
      return &shade->prices[i];
  return NULL;
}

char *
vanity_shade_dup_title (const VanityShade *shade)
{
  GString *title = g_string_new (shade->brand);

  if (*shade->line)
    g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", shade->line);
  if (*shade->name)
    g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "", shade->name);
  return g_string_free (title, FALSE);
}

void
vanity_shade_append_words (const char *brand, const char *line, const char *name,
                           VanityCategory category, GString *words)
{
  const char *texts[] = { brand, line, name, vanity_category_get_id (category) };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] != '\0')
      {
        g_autofree char *folded = vanity_text_fold (texts[i]);

        vanity_text_append_words (words, folded, TRUE);
      }
}
