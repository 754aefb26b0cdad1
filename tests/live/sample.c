#include "sample.h"

#include "image/color.h"
#include "image/photo.h"

#include <math.h>
#include <string.h>

VanityImage *
sample_new_frame (int dx, int dy, double light)
{
  static VanityImage *portrait;

  if (portrait == NULL)
    {
      g_autofree char *path
          = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("skipped: the sample portrait is not here");
          return NULL;
        }
      photo = vanity_photo_load (file, NULL, &error);
      g_assert_no_error (error);
      portrait = vanity_image_ref (vanity_photo_get_image (photo));
    }
  VanityImage *frame = vanity_image_new (640, 480, 8, vanity_color_space_get_srgb (), NULL);
  guint8 dimmed[256];
  for (int i = 0; i < 256; i++)
    dimmed[i] = (guint8)lrintf (
        255 * vanity_srgb_from_linear ((float)light * vanity_srgb_to_linear ((float)i / 255)));
  for (int y = 0; y < 480; y++)
    for (int x = 0; x < 640; x++)
      {
        const guint8 *from = vanity_image_row (portrait, CLAMP (y - dy, 0, portrait->height - 1))
                             + 4 * CLAMP (x - 64 - dx, 0, portrait->width - 1);
        guint8 *to = vanity_image_row (frame, y) + 4 * x;

        for (int c = 0; c < 3; c++)
          to[c] = dimmed[from[c]];
        to[3] = 255;
      }
  return frame;
}
