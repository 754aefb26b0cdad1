/* Bytes as the options of a custom operator. */
#include "model/flexbuffer.h"
#include "target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const keys[] = { "output_height", "scale_x", "subset_idxs" };
  VanityFlexMap map;
  gint64 integer;
  double number;
  int n_values;

  if (size > 1 << 16 || !vanity_flex_map_init (&map, data, size, NULL))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      vanity_flex_map_get_int (&map, keys[i], &integer, NULL);
      vanity_flex_map_get_float (&map, keys[i], &number, NULL);
      g_free (vanity_flex_map_get_ints (&map, keys[i], &n_values, NULL));
    }
  return 0;
}
