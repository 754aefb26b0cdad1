#include "nn/tensor.h"

gint64
vanity_shape_get_elements (const VanityShape *shape)
{
  gint64 elements = 1;

  if (shape->rank < 0 || shape->rank > VANITY_MAX_RANK)
    return -1;
  for (int i = 0; i < shape->rank; i++)
    {
      /* Both factors are below 2³¹ here, so the product cannot overflow. */
      if (shape->dim[i] < 0 || shape->dim[i] > VANITY_MAX_ELEMENTS)
        return -1;
      elements *= shape->dim[i];
      if (elements > VANITY_MAX_ELEMENTS)
        return -1;
    }
  return elements;
}

gboolean
vanity_shape_equal (const VanityShape *one, const VanityShape *other)
{
  if (one->rank != other->rank)
    return FALSE;
  for (int i = 0; i < one->rank; i++)
    if (one->dim[i] != other->dim[i])
      return FALSE;
  return TRUE;
}

char *
vanity_shape_to_string (const VanityShape *shape)
{
  GString *text = g_string_new (NULL);

  if (shape->rank == 0)
    g_string_append (text, "scalar");
  for (int i = 0; i < MIN (shape->rank, VANITY_MAX_RANK); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "×" : "", shape->dim[i]);
  return g_string_free (text, FALSE);
}

gint64
vanity_shape_get_extent (const VanityShape *shape, int from, int to)
{
  gint64 extent = 1;

  for (int i = from; i < to; i++)
    extent *= shape->dim[i];
  return extent;
}

gboolean
vanity_shape_broadcast (const VanityShape *one, const VanityShape *other, VanityShape *common)
{
  VanityShape shape = { .rank = MAX (one->rank, other->rank) };

  for (int i = 0; i < shape.rank; i++)
    {
      int a = i - (shape.rank - one->rank);
      int b = i - (shape.rank - other->rank);
      gint64 p = a < 0 ? 1 : one->dim[a];
      gint64 q = b < 0 ? 1 : other->dim[b];

      if (p != q && p != 1 && q != 1)
        return FALSE;
      shape.dim[i] = p == 1 ? q : p;
    }
  *common = shape;
  return TRUE;
}

gsize
vanity_data_type_get_size (VanityDataType type)
{
  return type == VANITY_INT64 ? sizeof (gint64) : sizeof (float);
}
