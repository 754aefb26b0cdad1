#include "train-digits.h"

#include "base/error.h"
#include "train/idx.h"

void
vanity_digits_clear (VanityDigits *self)
{
  g_clear_pointer (&self->images, g_free);
  g_clear_pointer (&self->labels, g_free);
}

gboolean
vanity_digits_load (VanityDigits *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *images_name = g_strdup_printf ("%s-images-idx3-ubyte", name);
  g_autofree char *labels_name = g_strdup_printf ("%s-labels-idx1-ubyte", name);
  g_autofree char *images_path = g_build_filename (folder, images_name, NULL);
  g_autofree char *labels_path = g_build_filename (folder, labels_name, NULL);
  VanityShape images, labels;

  *self = (VanityDigits){ 0 };
  self->images = vanity_idx_load (images_path, &images, error);
  if (!self->images)
    return FALSE;
  self->labels = vanity_idx_load (labels_path, &labels, error);
  if (!self->labels)
    return FALSE;
  if (!vanity_shape_equal (&images,
                           &VANITY_SHAPE (images.dim[0], VANITY_DIGIT_SIDE, VANITY_DIGIT_SIDE)))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s does not hold images of %d × %d pixels", images_path, VANITY_DIGIT_SIDE,
                   VANITY_DIGIT_SIDE);
      return FALSE;
    }
  if (!vanity_shape_equal (&labels, &VANITY_SHAPE (images.dim[0])))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s does not hold a label for each image of %s", labels_path, images_path);
      return FALSE;
    }
  self->count = images.dim[0];
  for (int i = 0; i < self->count; i++)
    if (self->labels[i] >= VANITY_DIGIT_CLASSES)
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "%s has the label %d, not 0 to 9",
                     labels_path, self->labels[i]);
        return FALSE;
      }
  return TRUE;
}

void
vanity_digits_copy (const VanityDigits *self, int index, float paper, float ink, float *pixels)
{
  const guint8 *image = self->images + (gsize)index * VANITY_DIGIT_PIXELS;
  float range = ink - paper;

  for (int i = 0; i < VANITY_DIGIT_PIXELS; i++)
    pixels[i] = paper + image[i] / 255.0f * range;
}

static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  const VanityDigits *self = data;

  vanity_digits_copy (self, index, 0.0f, 1.0f, places[0]);
  places[1][0] = self->labels[index];
  return TRUE;
}

VanitySource
vanity_digits_get_source (VanityDigits *self)
{
  return (VanitySource){ .count = self->count,
                         .n_places = 2,
                         .sizes = { VANITY_DIGIT_PIXELS, 1 },
                         .write = write_sample,
                         .data = self };
}
