/* Makeup as it was last judged good: parts of a made portrait against kept pictures. What differs
 * is written beside, enlarged eight times around grey, as is the new picture.
 *
 * VANITY_GOLDEN_UPDATE=1 writes the kept pictures anew: look at them before committing. */
#include "image/photo.h"

#include "portrait.h"

#include <math.h>
#include <string.h>

/* Vector code of different widths rounds differently; a change of taste is larger. */
#define TOLERANCE 6 /* of 255, any channel of any pixel */
#define MEAN_TOLERANCE 0.4

typedef struct
{
  const char *name;
  guint32 skin;
  double gap;
  VanityRect part;
  const char *layer;
} Golden;

static const Golden goldens[] = {
  { "lips-red-light",
    0xf0d5c2,
    0,
    { 130, 255, 100, 56 },
    "\"kind\": \"lipstick\", \"color\": \"#a01020\", \"finish\": \"satin\"" },
  { "lips-nude-deep",
    0x604134,
    0,
    { 130, 255, 100, 56 },
    "\"kind\": \"lipstick\", \"color\": \"#c08a78\", \"finish\": \"matte\"" },
  { "lips-gloss-open",
    0xa07e56,
    7,
    { 130, 255, 100, 64 },
    "\"kind\": \"lipstick\", \"color\": \"#c04868\", \"finish\": \"gloss\", \"shine\": 1" },
  { "lips-gradient",
    0xead0b0,
    0,
    { 130, 255, 100, 56 },
    "\"kind\": \"lipstick\", \"color\": \"#d03050\", \"gradient\": 0.9, \"coverage\": 0.5" },
  { "blush-light", 0xf0d5c2, 0, { 190, 170, 100, 90 }, "\"kind\": \"blush\", \"opacity\": 0.8" },
  { "blush-deep", 0x604134, 0, { 190, 170, 100, 90 }, "\"kind\": \"blush\", \"opacity\": 0.8" },
  { "highlight",
    0xc8967a,
    0,
    { 190, 150, 100, 90 },
    "\"kind\": \"highlight\", \"opacity\": 1, \"finish\": \"shimmer\"" },
  { "contour", 0xc8967a, 0, { 190, 170, 110, 110 }, "\"kind\": \"contour\", \"opacity\": 1" },
  { "foundation",
    0xc8967a,
    0,
    { 120, 120, 120, 110 },
    "\"kind\": \"foundation\", \"opacity\": 1, \"coverage\": 1" },
};

static VanityImage *
cut (const VanityImage *image, const VanityRect *part)
{
  VanityImage *out = vanity_image_new (part->width, part->height, 8, image->space, NULL);

  for (int y = 0; y < part->height; y++)
    memcpy (vanity_image_row (out, y), vanity_image_row (image, part->y + y) + 4 * part->x,
            4 * (gsize)part->width);
  return out;
}

static void
write_image (VanityImage *image, GFile *file)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "golden");
  g_autoptr (GError) error = NULL;

  vanity_photo_save (photo, image, file, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Writes the new picture and the difference to the build's folder and says where. */
static void
show (const Golden *golden, VanityImage *now, const VanityImage *kept)
{
  g_autofree char *now_name = g_strdup_printf ("%s-now.png", golden->name);
  g_autofree char *difference_name = g_strdup_printf ("%s-difference.png", golden->name);
  g_autoptr (GFile) now_file = g_file_new_build_filename (g_get_tmp_dir (), now_name, NULL);
  g_autoptr (GFile) difference_file
      = g_file_new_build_filename (g_get_tmp_dir (), difference_name, NULL);
  g_autoptr (VanityImage) difference = vanity_image_copy (now, NULL);

  for (int y = 0; y < now->height; y++)
    for (int i = 0; i < now->width * 4; i++)
      if (i % 4 != 3)
        vanity_image_row (difference, y)[i] = (guint8)CLAMP (
            128 + 8 * (vanity_image_row (now, y)[i] - vanity_image_row (kept, y)[i]), 0, 255);
  write_image (now, now_file);
  write_image (difference, difference_file);
  g_test_message ("see %s and %s", g_file_peek_path (now_file), g_file_peek_path (difference_file));
}

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autofree char *name = g_strdup_printf ("%s.png", golden->name);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityImage) worn = NULL;
  g_autoptr (VanityImage) now = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityLook) look = portrait_look (golden->layer);
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (GError) error = NULL;
  VanityImage *kept;
  double sum = 0;
  int worst = 0;

  portrait.skin = golden->skin;
  portrait.gap = golden->gap;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  renderer = vanity_renderer_new (image, &face, NULL, NULL);
  vanity_renderer_set_look (renderer, look, NULL, NULL);
  worn = vanity_renderer_render (renderer, 1, NULL);
  now = cut (worn, &golden->part);
  if (g_getenv ("VANITY_GOLDEN_UPDATE") != NULL)
    {
      write_image (now, file);
      return;
    }
  photo = vanity_photo_load (file, NULL, &error);
  g_assert_no_error (error);
  kept = vanity_photo_get_image (photo);
  g_assert_cmpint (kept->width, ==, now->width);
  g_assert_cmpint (kept->height, ==, now->height);
  for (int y = 0; y < now->height; y++)
    for (int i = 0; i < now->width * 4; i++)
      {
        int difference = ABS (vanity_image_row (now, y)[i] - vanity_image_row (kept, y)[i]);

        worst = MAX (worst, difference);
        sum += difference;
      }
  sum /= now->width * now->height * 3;
  if (worst > TOLERANCE || sum > MEAN_TOLERANCE)
    show (golden, now, kept);
  g_assert_cmpint (worst, <=, TOLERANCE);
  g_assert_cmpfloat (sum, <=, MEAN_TOLERANCE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/makeup/golden/%s", goldens[i].name);

      g_test_add_data_func (path, &goldens[i], test_golden);
    }
  return g_test_run ();
}
