/* find-faces FOLDER OUT: finds the largest face of every photo of FOLDER/img that FOLDER/faces.json
 * lists, of every fourth photo's variants, and of the variants of people that are there twice, and
 * writes them to OUT for fit-usual. Not installed. */
#include "face/finder.h"
#include "found.h"
#include "image/color-space.h"
#include "image/photo.h"
#include "texture/labels.h"

#include <gio/gio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define EVERY 4
#define STOPS 0.5

static VanityImage *
mirror (const VanityImage *image)
{
  g_autoptr (GError) error = NULL;
  VanityImage *out = vanity_image_copy (image, &error);
  gsize bytes = image->depth / 2;

  g_assert_no_error (error);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      memcpy (vanity_image_row (out, y) + (gsize)x * bytes,
              vanity_image_row (image, y) + (gsize)(image->width - 1 - x) * bytes, bytes);
  return out;
}

/* As if the photo had been taken with so many stops more light; of 8 bits. */
static VanityImage *
expose (const VanityImage *image, double stops)
{
  g_autoptr (GError) error = NULL;
  VanityImage *out = vanity_image_copy (image, &error);

  g_assert_no_error (error);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < 4 * image->width; x++)
      if (x % 4 != 3)
        {
          guint8 *value = vanity_image_row (out, y) + x;
          double light = pow (*value / 255.0, 2.2) * exp2 (stops);

          *value = (guint8)lrint (255 * pow (MIN (light, 1), 1 / 2.2));
        }
  return out;
}

static VanityImage *
make (VanityImage *image, FoundVariant variant)
{
  g_autoptr (GError) error = NULL;
  VanityImage *out = NULL;

  switch (variant)
    {
    case FOUND_MIRRORED:
      return mirror (image);
    case FOUND_HALF:
      out = vanity_image_new_preview (image, MAX (image->width, image->height) / 2, NULL, &error);
      g_assert_no_error (error);
      return out;
    case FOUND_BRIGHT:
      return expose (image, STOPS);
    case FOUND_DARK:
      return expose (image, -STOPS);
    default:
      return vanity_image_ref (image);
    }
}

static void
find (VanityFaceFinder *finder, VanityImage *image, Found *found, FILE *out)
{
  g_autoptr (VanityImage) variant = make (image, found->variant);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, variant, NULL, &error);

  g_assert_no_error (error);
  if (faces->len == 0)
    {
      g_printerr ("%s, variant %d: no face\n", found->file, found->variant);
      return;
    }
  found->face = *(const VanityFace *)faces->pdata[0];
  found->width = variant->width;
  found->height = variant->height;
  if (fwrite (found, sizeof *found, 1, out) != 1)
    g_error ("the file cannot be written");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("usage: find-faces FOLDER OUT\n");
      return 2;
    }
  g_autofree char *list = g_build_filename (argv[1], "faces.json", NULL);
  g_autoptr (GHashTable) labels = vanity_labels_load (list, NULL, &error);
  g_autoptr (VanityFaceFinder) finder = labels ? vanity_face_finder_new (&error) : NULL;
  FILE *out = finder ? fopen (argv[2], "wb") : NULL;
  if (out == NULL)
    {
      g_printerr ("%s\n", error ? error->message : "OUT cannot be written");
      return 1;
    }
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) files = g_list_sort (g_hash_table_get_keys (labels), (GCompareFunc)strcmp);
  int n = 0;
  for (GList *l = files; l; l = l->next)
    {
      const VanityLabel *label = g_hash_table_lookup (labels, l->data);
      const char *person = label->person ? label->person : l->data;
      int count = GPOINTER_TO_INT (g_hash_table_lookup (people, person));

      g_hash_table_insert (people, (gpointer)person, GINT_TO_POINTER (count + 1));
    }
  for (GList *l = files; l; l = l->next, n++)
    {
      const VanityLabel *label = g_hash_table_lookup (labels, l->data);
      const char *person = label->person ? label->person : l->data;
      g_autofree char *path = g_build_filename (argv[1], "img", (char *)l->data, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
      gboolean twice = GPOINTER_TO_INT (g_hash_table_lookup (people, person)) > 1;
      Found found = { .extreme = label->expression };

      if (photo == NULL)
        {
          g_printerr ("%s\n", error->message);
          g_clear_error (&error);
          continue;
        }
      g_strlcpy (found.file, l->data, sizeof found.file);
      g_strlcpy (found.person, person, sizeof found.person);
      for (int v = 0; v < (twice || n % EVERY == 0 ? FOUND_N_VARIANTS : 1); v++)
        {
          found.variant = (FoundVariant)v;
          find (finder, vanity_photo_get_image (photo), &found, out);
        }
    }
  return fclose (out) == 0 ? 0 : 1;
}
