/* Bytes as a table of trends, and as names of ingredients and a list of them. */
#include "catalogue/ingredient.h"
#include "recommend/trend-file.h"
#include "target.h"

#include <math.h>
#include <string.h>

#define MAX_SIZE (1 << 14)

static void
find (const VanityTrendFile *trends)
{
  g_autoptr (VanityShade) shade = vanity_shade_new ("A", "B", "C", VANITY_CATEGORY_LIPSTICK);
  gboolean family = FALSE;
  double weight = 0;

  vanity_shade_set_color (shade, 0xa01022, VANITY_COLOR_SOURCE_GIVEN);
  if (vanity_trend_file_find (trends, shade, &weight, &family))
    g_assert_true (fabs (weight) <= 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > MAX_SIZE)
    return 0;
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *name = g_strndup (text, strcspn (text, "\n"));
  char *const avoided[] = { name, NULL };
  g_autoptr (VanityTrendFile) trends = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;
  guint skipped;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 14, G_DATE_MARCH, 2026);
  trends = vanity_trend_file_parse ((const char *)data, size, "fuzz", &today, &skipped, &error);
  g_assert_true ((trends == NULL) == (error != NULL));
  if (trends != NULL)
    find (trends);
  vanity_ingredients_have (text, avoided, NULL);
  return 0;
}
