/* The operators of MediaPipe's attention mesh. Their options are FlexBuffers, with the names that
 * the graph's attributes have. */
#include "model/flexbuffer.h"
#include "model/tflite.h"

#include <glib/gi18n-lib.h>

static gboolean
read_options (const VanityTfliteOperator *op, VanityFlexMap *map, GError **error)
{
  if (vanity_flex_map_init (map, op->custom_options.data, op->custom_options.length, error))
    return TRUE;
  g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
  return FALSE;
}

/* Copies options to attributes of the same names; `names` ends with NULL. */
static gboolean
copy_ints (const VanityTfliteOperator *op, const VanityFlexMap *map, const char *const *names,
           VanityAttributes *attributes, GError **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      gint64 value;
      if (!vanity_flex_map_get_int (map, names[i], &value, error))
        {
          g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
          return FALSE;
        }
      vanity_attributes_set_int (attributes, names[i], value);
    }
  return TRUE;
}

static gboolean
copy_floats (const VanityTfliteOperator *op, const VanityFlexMap *map, const char *const *names,
             VanityAttributes *attributes, GError **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      double value;
      if (!vanity_flex_map_get_float (map, names[i], &value, error))
        {
          g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
          return FALSE;
        }
      vanity_attributes_set_float (attributes, names[i], value);
    }
  return TRUE;
}

gboolean
vanity_tflite_map_landmarks_to_matrix (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error)
{
  static const char *const ints[]
      = { "left_rotation_idx", "right_rotation_idx", "output_height", "output_width", NULL };
  static const char *const floats[] = { "target_rotation_radians", "scale_x", "scale_y", NULL };
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  VanityValueId input;
  VanityFlexMap map;
  int n_subset;

  if (!vanity_tflite_use_input (self, op, 0, &input, error) || !read_options (op, &map, error)
      || !copy_ints (op, &map, ints, attributes, error)
      || !copy_floats (op, &map, floats, attributes, error))
    return FALSE;
  g_autofree gint64 *subset = vanity_flex_map_get_ints (&map, "subset_idxs", &n_subset, error);
  if (subset == NULL || !vanity_tflite_take_bytes (self, n_subset * sizeof *subset, error))
    {
      g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
      return FALSE;
    }
  vanity_attributes_set_ints (attributes, "subset_idxs", subset, n_subset);
  return vanity_tflite_add_node (self, op, "Landmarks2TransformMatrix", &input, 1,
                                 g_steal_pointer (&attributes), error);
}

gboolean
vanity_tflite_map_transform_tensor (VanityTflite *self, const VanityTfliteOperator *op,
                                    GError **error)
{
  static const char *const ints[] = { "output_height", "output_width", NULL };
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  VanityValueId inputs[2];
  VanityFlexMap map;

  if (!vanity_tflite_use_input (self, op, 0, &inputs[0], error)
      || !vanity_tflite_use_input (self, op, 1, &inputs[1], error)
      || !read_options (op, &map, error) || !copy_ints (op, &map, ints, attributes, error))
    return FALSE;
  return vanity_tflite_add_node (self, op, "TransformTensorBilinear", inputs, 2,
                                 g_steal_pointer (&attributes), error);
}

gboolean
vanity_tflite_map_transform_landmarks (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error)
{
  VanityValueId inputs[2];

  return vanity_tflite_use_input (self, op, 0, &inputs[0], error)
         && vanity_tflite_use_input (self, op, 1, &inputs[1], error)
         && vanity_tflite_add_node (self, op, "TransformLandmarks", inputs, 2, NULL, error);
}
