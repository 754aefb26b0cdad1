#include "cli-makeover.h"

#include <glib/gi18n.h>
#include <string.h>

/* Before on the left, after on the right, each at the photo's own size. */
static VanityImage *
compose (VanityImage *before, VanityImage *after, GError **error)
{
  g_autoptr (VanityImage) both
      = vanity_image_new (2 * before->width, before->height, before->depth, before->space, error);
  gsize row_bytes = (gsize)before->width * 4 * (gsize)(before->depth / 8);

  if (!both)
    return NULL;
  both->has_alpha = before->has_alpha;
  for (int y = 0; y < before->height; y++)
    {
      memcpy (vanity_image_row (both, y), vanity_image_row (before, y), row_bytes);
      memcpy (vanity_image_row (both, y) + row_bytes, vanity_image_row (after, y), row_bytes);
    }
  return g_steal_pointer (&both);
}

VanityExit
vanity_cli_compare (int argc, char **argv)
{
  return vanity_cli_put_on (
      argc, argv, _ ("Pictures photos twice, side by side: before, and wearing the look."), compose,
      FALSE);
}
