/* measure-starter [N]: how far the starter list's colours are from those that feeds give the same
 * shades: ΔE2000 of each, then by category, and the N (10) farthest. Reads $VANITY_SHARED; brand,
 * line and shade have to be the same. The feeds' colours are themselves taken from pictures. Not
 * installed. */
#include "catalogue/color-words.h"
#include "catalogue/starter.h"
#include "catalogue/text.h"
#include "image/skin-tone.h"
#include "products.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  const VanityShade *shade;
  const Product *product;
  double share; /* of the words of the line that the feed's product has */
  double delta_e;
  float dL, da, db;
} Match;

/* What says little of which line it is, and what says that it is another. */
static const char *const common[]
    = { "foundation", "spf",  "15",       "the",      "for",  "and",      "of", "makeup",
        "long",       "wear", "longwear", "coverage", "full", "lipstick", NULL };
static const char *const telling[] = { "powder", "concealer", "stick", "mini", NULL };

static gboolean
is_same_brand (const char *ours, const char *theirs)
{
  static const char *const others[][2] = {
    { "mac", "m a c" },           { "nyx professional makeup", "nyx" },
    { "loreal paris", "loreal" }, { "armani beauty", "giorgio armani beauty" },
    { "fenty beauty", "fenty" },
  };

  if (strcmp (ours, theirs) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (ours, others[i][0]) == 0 && strcmp (theirs, others[i][1]) == 0)
      return TRUE;
  return FALSE;
}

static double
share_of_words (char **ours, char **theirs)
{
  int n = 0, same = 0;

  for (int i = 0; telling[i] != NULL; i++)
    if (g_strv_contains ((const char *const *)ours, telling[i])
        != g_strv_contains ((const char *const *)theirs, telling[i]))
      return 0;
  for (int i = 0; ours[i] != NULL; i++)
    if (!g_strv_contains (common, ours[i]))
      {
        n++;
        same += g_strv_contains ((const char *const *)theirs, ours[i]);
      }
  return n > 0 ? (double)same / n : 0;
}

static gboolean
has_name (const Product *product, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (product->names); i++)
    if (product->names[i] != NULL && strcmp (product->names[i], name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_match (const VanityShade *shade, const GPtrArray *products, Match *match)
{
  g_autofree char *brand = products_fold (shade->brand), *line = products_fold (shade->line);
  g_autofree char *name = products_fold (shade->name);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  *match = (Match){ shade, NULL, 0.6, INFINITY, 0, 0, 0 };
  for (guint i = 0; i < products->len; i++)
    {
      const Product *product = products->pdata[i];
      g_auto (GStrv) theirs = NULL;
      g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (VanityShade) other = NULL;
      double share, delta_e;

      if (!is_same_brand (brand, product->brand) || !has_name (product, name))
        continue;
      theirs = g_strsplit (product->product, " ", -1);
      share = share_of_words (words, theirs);
      if (share < match->share || !vanity_color_read (product->color, colors, NULL))
        continue;
      other = vanity_shade_new (shade->brand, shade->line, shade->name, shade->category);
      vanity_shade_set_color (other, g_array_index (colors, guint32, 0), VANITY_COLOR_SOURCE_GIVEN);
      delta_e = vanity_lab_delta_e2000 (shade->lab, other->lab);
      /* Of two feeds that have the same shade the one that agrees: they differ by as much. */
      if (share == match->share && delta_e >= match->delta_e)
        continue;
      *match = (Match){ shade,
                        product,
                        share,
                        delta_e,
                        shade->lab.L - other->lab.L,
                        shade->lab.a - other->lab.a,
                        shade->lab.b - other->lab.b };
    }
  return match->product != NULL;
}

static int
compare_matches (const void *one, const void *other)
{
  double a = ((const Match *)one)->delta_e, b = ((const Match *)other)->delta_e;

  return (a > b) - (a < b);
}

static void
print_spread (const char *name, const GArray *matches, guint n_rows, int category)
{
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      if (category < 0 || match->shade->category == (VanityCategory)category)
        g_array_append_val (some, match->delta_e);
    }
  if (some->len == 0)
    {
      g_print ("%-12s %4u rows, none matched\n", name, n_rows);
      return;
    }
  /* The matches are sorted. */
  g_print ("%-12s %4u rows, %3u matched: ΔE2000 median %.1f, 90 %% below %.1f, worst %.1f\n", name,
           n_rows, some->len, g_array_index (some, double, some->len / 2),
           g_array_index (some, double, some->len * 9 / 10),
           g_array_index (some, double, some->len - 1));
}

/* How near the foundations come to each tone of the Monk scale. */
static void
print_tones (const GArray *rows)
{
  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      const VanityShade *nearest = NULL;
      g_autofree char *title = NULL;
      double least = INFINITY;

      for (guint i = 0; i < rows->len; i++)
        {
          const VanityShade *shade = g_array_index (rows, VanityStarterRow, i).shade;
          double delta_e;

          if (shade->category != VANITY_CATEGORY_FOUNDATION)
            continue;
          delta_e = vanity_lab_delta_e2000 (shade->lab, vanity_skin_tone_get_lab (tone));
          if (delta_e < least)
            {
              least = delta_e;
              nearest = shade;
            }
        }
      if (nearest == NULL)
        continue;
      title = vanity_shade_dup_title (nearest);
      g_print ("Monk %2d: ΔE2000 %.1f from %s\n", tone, least, title);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) products = products_read ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = vanity_starter_read (&error);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  guint n_in[VANITY_N_CATEGORIES] = { 0 }, n_worst = argc > 1 ? (guint)atoi (argv[1]) : 10;

  if (products == NULL || rows == NULL)
    {
      g_printerr ("%s\n", rows == NULL ? error->message : "VANITY_SHARED names no products");
      return 1;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const VanityShade *shade = g_array_index (rows, VanityStarterRow, i).shade;
      Match match;

      n_in[shade->category]++;
      if (shade->has_color && find_match (shade, products, &match))
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);
      g_autofree char *title = vanity_shade_dup_title (match->shade);

      g_print ("%5.1f  %s  (%s)\n", match->delta_e, title, match->product->title);
    }
  g_print ("\n");
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    if (n_in[c] > 0)
      print_spread (vanity_category_get_id ((VanityCategory)c), matches, n_in[c], c);
  print_spread ("all", matches, rows->len, -1);
  g_print ("\n");
  print_tones (rows);
  g_print ("\nfarthest, and how much lighter, redder and yellower ours is:\n");
  for (guint i = matches->len; i-- > 0 && matches->len - i <= n_worst;)
    {
      const Match *match = &g_array_index (matches, Match, i);
      g_autofree char *title = vanity_shade_dup_title (match->shade);

      g_print ("%5.1f  %+5.1f %+5.1f %+5.1f  %s\n", match->delta_e, (double)match->dL,
               (double)match->da, (double)match->db, title);
    }
  return 0;
}
