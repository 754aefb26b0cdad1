#include "reference.h"

#include <string.h>

static const ReferenceEntry *const subjects[] = {
  reference_broadcast, reference_map,    reference_move,   reference_normalize,
  reference_product,   reference_reduce, reference_sample, reference_window,
};

ReferenceFunc
reference_find (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    for (const ReferenceEntry *entry = subjects[i]; entry->op != NULL; entry++)
      if (strcmp (entry->op, op) == 0)
        return entry->func;
  return NULL;
}

gint64
reference_get_int (const ReferenceCall *call, const char *name, gint64 value)
{
  int n_values;
  const gint64 *values = vanity_attributes_get_ints (call->attributes, name, &n_values);

  return n_values > 0 ? values[0] : value;
}

double
reference_get_float (const ReferenceCall *call, const char *name, double value)
{
  int n_values;
  const double *values = vanity_attributes_get_floats (call->attributes, name, &n_values);

  return n_values > 0 ? values[0] : value;
}

gboolean
reference_has_word (const ReferenceCall *call, const char *name, const char *word)
{
  return g_strcmp0 (vanity_attributes_get_string (call->attributes, name), word) == 0;
}

int
reference_get_ints (const ReferenceCall *call, const char *name, int count, gint64 value,
                    gint64 *values)
{
  int n_values;
  const gint64 *given = vanity_attributes_get_ints (call->attributes, name, &n_values);

  for (int i = 0; i < MAX (n_values, count); i++)
    values[i] = n_values >= 0 ? given[i] : value;
  return n_values;
}

int
reference_get_axis (const ReferenceCall *call, gint64 value)
{
  gint64 axis = reference_get_int (call, "axis", value);

  return axis < 0 ? axis + call->inputs[0].shape.rank : axis;
}

gboolean
reference_has_input (const ReferenceCall *call, int index)
{
  return index < call->n_inputs && call->inputs[index].data != NULL;
}

gboolean
reference_next (const VanityShape *shape, gint64 *index)
{
  for (int i = shape->rank - 1; i >= 0; i--)
    {
      if (++index[i] < shape->dim[i])
        return TRUE;
      index[i] = 0;
    }
  return FALSE;
}

gint64
reference_find_place (const VanityShape *shape, const gint64 *index)
{
  gint64 place = 0;

  for (int i = 0; i < shape->rank; i++)
    place = place * shape->dim[i] + index[i];
  return place;
}

gint64
reference_find_broadcast (const VanityShape *shape, const VanityShape *whole, const gint64 *index)
{
  gint64 place = 0;

  for (int i = 0; i < shape->rank; i++)
    place = place * shape->dim[i] + (shape->dim[i] == 1 ? 0 : index[whole->rank - shape->rank + i]);
  return place;
}
