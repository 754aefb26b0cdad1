/* What operators need while they infer: errors, inputs, attributes. */
#include "nn/attributes.h"
#include "nn/graph-private.h"

#include <math.h>

gboolean
vanity_call_fail (const VanityCall *call, VanityError code, GError **error, const char *format, ...)
{
  g_autofree char *rule = NULL;
  va_list args;

  va_start (args, format);
  rule = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VANITY_ERROR, (int)code, "Node “%s” (%s): %s", call->name, call->op->name,
               rule);
  return FALSE;
}

gpointer
vanity_call_alloc (VanityCall *call, gsize bytes)
{
  gpointer data = vanity_aligned_alloc (bytes);

  if (data != NULL)
    call->state_bytes += bytes;
  else
    call->missing_bytes += bytes;
  return data;
}

gboolean
vanity_call_prepare (VanityCall *call, GError **error)
{
  if (call->op->prepare != NULL)
    call->op->prepare (call);
  return call->missing_bytes == 0
         || vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                              "no memory for its weights, %" G_GSIZE_FORMAT " bytes",
                              call->missing_bytes);
}

gboolean
vanity_call_check_input (const VanityCall *call, int index, int min_rank, int max_rank,
                         GError **error)
{
  g_autofree char *text = NULL;
  const VanityTensor *input;

  if (!vanity_call_has_input (call, index))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "input %d is left out", index);
  input = &call->inputs[index];
  if (input->type != VANITY_FLOAT32)
    return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error, "input %d must be float32",
                             index);
  if (vanity_shape_get_elements (&input->shape) == 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "input %d has no elements", index);
  if (input->shape.rank >= min_rank && input->shape.rank <= max_rank)
    return TRUE;
  text = vanity_shape_to_string (&input->shape);
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "input %d has shape %s, but must have %d to %d dimensions", index, text,
                           min_rank, max_rank);
}

gboolean
vanity_call_set_output (VanityCall *call, int index, VanityDataType type, const VanityShape *shape,
                        GError **error)
{
  if (vanity_shape_get_elements (shape) < 1)
    {
      g_autofree char *text = vanity_shape_to_string (shape);

      return vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                               "its output would have shape %s, but must have from 1 to "
                               "%" G_GINT64_FORMAT " elements",
                               text, VANITY_MAX_ELEMENTS);
    }
  call->outputs[index] = (VanityTensor){ .type = type, .shape = *shape };
  return TRUE;
}

static gboolean
call_get_attribute (const VanityCall *call, const char *name, VanityAttributeType type,
                    const VanityAttribute **attribute, GError **error)
{
  static const char *const type_names[]
      = { "an integer", "a number", "a string", "a list of integers", "a list of numbers" };

  *attribute = vanity_attributes_use (call->attributes, name);
  if (*attribute == NULL || (*attribute)->type == type)
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "attribute “%s” must be %s", name,
                           type_names[type]);
}

gboolean
vanity_call_get_int (const VanityCall *call, const char *name, gint64 default_value, gint64 min,
                     gint64 max, gint64 *value, GError **error)
{
  const VanityAttribute *attribute;

  if (!call_get_attribute (call, name, VANITY_ATTRIBUTE_INT, &attribute, error))
    return FALSE;
  *value = attribute != NULL ? attribute->ints[0] : default_value;
  if (attribute == NULL || (*value >= min && *value <= max))
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "attribute “%s” is %" G_GINT64_FORMAT
                           ", but must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                           name, *value, min, max);
}

gboolean
vanity_call_get_float (const VanityCall *call, const char *name, double default_value, float *value,
                       GError **error)
{
  const VanityAttribute *attribute;

  if (!call_get_attribute (call, name, VANITY_ATTRIBUTE_FLOAT, &attribute, error))
    return FALSE;
  *value = attribute != NULL ? attribute->floats[0] : default_value;
  if (!isnan (*value))
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "attribute “%s” is not a number", name);
}

gboolean
vanity_call_get_choice (const VanityCall *call, const char *name, int default_value,
                        const char *const *choices, int *value, GError **error)
{
  const VanityAttribute *attribute;

  if (!call_get_attribute (call, name, VANITY_ATTRIBUTE_STRING, &attribute, error))
    return FALSE;
  *value = default_value;
  if (attribute == NULL)
    return TRUE;
  for (int i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (choices[i], attribute->string) == 0)
      {
        *value = i;
        return TRUE;
      }
  return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                           "attribute “%s” is “%s”, which is not supported", name,
                           attribute->string);
}

static gboolean
call_check_count (const VanityCall *call, const char *name, int n_values, int max_values,
                  GError **error)
{
  if (n_values <= max_values)
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "“%s” has %d values, but there can be no more than %d", name, n_values,
                           max_values);
}

gboolean
vanity_call_get_ints (const VanityCall *call, const char *name, int max_values, gint64 *values,
                      int *n_values, GError **error)
{
  const VanityAttribute *attribute;

  *n_values = -1;
  if (!call_get_attribute (call, name, VANITY_ATTRIBUTE_INTS, &attribute, error))
    return FALSE;
  if (attribute == NULL)
    return TRUE;
  if (!call_check_count (call, name, attribute->n_values, max_values, error))
    return FALSE;
  *n_values = attribute->n_values;
  for (int i = 0; i < *n_values; i++)
    values[i] = attribute->ints[i];
  return TRUE;
}

/* The constant at `index`, of that type and at most `max_values` elements. */
static gboolean
call_check_constant (const VanityCall *call, int index, const char *name, VanityDataType type,
                     int max_values, GError **error)
{
  const VanityTensor *input = &call->inputs[index];

  if (input->data == NULL)
    return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                             "input %d (%s) must be a constant", index, name);
  if (input->type != type || input->shape.rank > 1)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "input %d (%s) must be a list of type %s", index, name,
                             type == VANITY_INT64 ? "int64" : "float32");
  return call_check_count (call, name, vanity_shape_get_elements (&input->shape), max_values,
                           error);
}

gboolean
vanity_call_get_input_ints (const VanityCall *call, int index, const char *name, int max_values,
                            gint64 *values, int *n_values, GError **error)
{
  const VanityTensor *input;

  if (!vanity_call_has_input (call, index))
    return vanity_call_get_ints (call, name, max_values, values, n_values, error);
  if (!call_check_constant (call, index, name, VANITY_INT64, max_values, error))
    return FALSE;
  input = &call->inputs[index];
  *n_values = vanity_shape_get_elements (&input->shape);
  for (int i = 0; i < *n_values; i++)
    values[i] = ((const gint64 *)input->data)[i];
  return TRUE;
}

gboolean
vanity_call_get_input_float (const VanityCall *call, int index, const char *name,
                             double default_value, float *value, GError **error)
{
  const VanityTensor *input;

  if (!vanity_call_has_input (call, index))
    return vanity_call_get_float (call, name, default_value, value, error);
  if (!call_check_constant (call, index, name, VANITY_FLOAT32, 1, error))
    return FALSE;
  input = &call->inputs[index];
  if (vanity_shape_get_elements (&input->shape) != 1 || isnan (*(const float *)input->data))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "input %d (%s) must be a number",
                             index, name);
  *value = *(const float *)input->data;
  return TRUE;
}

gboolean
vanity_call_get_input_floats (const VanityCall *call, int index, const char *name, int max_values,
                              float *values, int *n_values, GError **error)
{
  *n_values = -1;
  if (vanity_call_has_input (call, index))
    {
      if (!call_check_constant (call, index, name, VANITY_FLOAT32, max_values, error))
        return FALSE;
      *n_values = vanity_shape_get_elements (&call->inputs[index].shape);
      for (int i = 0; i < *n_values; i++)
        values[i] = ((const float *)call->inputs[index].data)[i];
    }
  else
    {
      const VanityAttribute *attribute;

      if (!call_get_attribute (call, name, VANITY_ATTRIBUTE_FLOATS, &attribute, error))
        return FALSE;
      if (attribute == NULL)
        return TRUE;
      if (!call_check_count (call, name, attribute->n_values, max_values, error))
        return FALSE;
      *n_values = attribute->n_values;
      for (int i = 0; i < *n_values; i++)
        values[i] = attribute->floats[i];
    }
  return TRUE;
}

gboolean
vanity_call_normalize_axes (const VanityCall *call, gint64 *axes, int n_axes, int rank,
                            GError **error)
{
  guint seen = 0;

  for (int i = 0; i < n_axes; i++)
    {
      if (axes[i] < -rank || axes[i] >= rank)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "axis %" G_GINT64_FORMAT " is not one of %d", axes[i], rank);
      if (axes[i] < 0)
        axes[i] += rank;
      if ((seen & (1u << axes[i])) != 0)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "axis %" G_GINT64_FORMAT " is named twice", axes[i]);
      seen |= 1u << axes[i];
    }
  return TRUE;
}

gboolean
vanity_call_get_axis (const VanityCall *call, gint64 default_value, int rank, int *axis,
                      GError **error)
{
  gint64 value;

  if (default_value == VANITY_AXIS_MUST && vanity_attributes_use (call->attributes, "axis") == NULL)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“axis” is missing");
  if (!vanity_call_get_int (call, "axis", default_value, G_MININT32, G_MAXINT32, &value, error)
      || !vanity_call_normalize_axes (call, &value, 1, rank, error))
    return FALSE;
  *axis = value;
  return TRUE;
}
