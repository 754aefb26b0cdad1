/* measure-words: how much of the words in real feeds is understood, and what is not. Reads
 * $VANITY_SHARED. Not installed. */
#include "catalogue/category-words.h"
#include "catalogue/color-words.h"
#include "products.h"

#include <string.h>

typedef struct
{
  const char *name;
  guint n, n_known, n_wrong;
} Count;

static void
print_count (const Count *count)
{
  g_print ("%-34s %5u asked, %5u understood, %3u of these otherwise than the feed says\n",
           count->name, count->n, count->n_known, count->n_wrong);
}

/* What makeup-api's own type and kind say; FALSE where they say nothing of a category. */
static gboolean
get_truth (const char *kind, VanityCategory *category)
{
  /* The first that begins so. */
  static const struct
  {
    const char *kind;
    VanityCategory category;
  } table[] = {
    { "foundation concealer", VANITY_CATEGORY_CONCEALER },
    { "foundation contour", VANITY_CATEGORY_CONTOUR },
    { "foundation highlighter", VANITY_CATEGORY_HIGHLIGHTER },
    { "foundation", VANITY_CATEGORY_FOUNDATION },
    { "lipstick lip_gloss", VANITY_CATEGORY_LIP_GLOSS },
    { "lipstick lip_stain", VANITY_CATEGORY_LIP_STAIN },
    { "lipstick", VANITY_CATEGORY_LIPSTICK },
    { "eyeliner", VANITY_CATEGORY_EYELINER },
    { "mascara", VANITY_CATEGORY_MASCARA },
    { "eyeshadow", VANITY_CATEGORY_EYESHADOW },
    { "blush", VANITY_CATEGORY_BLUSH },
    { "bronzer", VANITY_CATEGORY_BRONZER },
    { "nail_polish", VANITY_CATEGORY_NAILS },
    { "eyebrow", VANITY_CATEGORY_BROWS },
    { "lip_liner", VANITY_CATEGORY_LIP_LINER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_has_prefix (kind, table[i].kind))
      {
        *category = table[i].category;
        return TRUE;
      }
  return FALSE;
}

static void
ask_category (Count *count, const char *words, VanityCategory truth, gboolean say)
{
  VanityCategory category;

  count->n++;
  if (!vanity_category_guess (words, &category))
    return;
  count->n_known++;
  if (category == truth)
    return;
  count->n_wrong++;
  if (say)
    g_print ("  %s: %s, the feed says %s\n", words, vanity_category_get_id (category),
             vanity_category_get_id (truth));
}

/* The number of a shade against its words, where both tell of an undertone. */
static void
ask_undertone (Count *number, Count *words, const Product *product)
{
  const char *inner = strchr (product->text, '(');
  VanityUndertoneLabel by_number, by_words;
  gboolean is_numbered, is_worded;

  if (inner == NULL)
    return;
  is_numbered = vanity_undertone_guess (product->maker, product->names[3], &by_number);
  is_worded = vanity_undertone_guess (NULL, inner, &by_words);
  words->n++;
  words->n_known += is_worded;
  /* Folded names have lost their case. */
  if (!is_numbered)
    {
      g_autofree char *upper = g_ascii_strup (product->names[3], -1);

      is_numbered = vanity_undertone_guess (product->maker, upper, &by_number);
    }
  number->n++;
  number->n_known += is_numbered;
  number->n_wrong += is_numbered && is_worded && by_number != by_words;
}

int
main (void)
{
  g_autoptr (GPtrArray) products = products_read ();
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  Count kinds = { "type and kind", 0, 0, 0 }, titles = { "titles", 0, 0, 0 };
  Count hexes = { "colours", 0, 0, 0 }, numbers = { "undertones by a shade's number", 0, 0, 0 };
  Count worded = { "undertones in words", 0, 0, 0 };
  const char *last = "";

  if (products == NULL)
    {
      g_printerr ("VANITY_SHARED names no products\n");
      return 1;
    }
  for (guint i = 0; i < products->len; i++)
    {
      const Product *product = products->pdata[i];
      g_autoptr (GError) error = NULL;
      VanityCategory truth;

      if (*product->color != '\0')
        {
          hexes.n++;
          hexes.n_known += vanity_color_read (product->color, colors, &error);
          if (error != NULL)
            g_print ("  %s\n", error->message);
        }
      if (product->kind == NULL)
        ask_undertone (&numbers, &worded, product);
      /* Shades of one product lie together. */
      else if (strcmp (last, product->title) != 0 && get_truth (product->kind, &truth))
        {
          ask_category (&kinds, product->kind, truth, TRUE);
          ask_category (&titles, product->title, truth, TRUE);
          last = product->title;
        }
    }
  print_count (&kinds);
  print_count (&titles);
  print_count (&hexes);
  print_count (&worded);
  print_count (&numbers);
  return 0;
}
