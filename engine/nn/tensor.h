/* Shapes, element types and tensors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_MAX_RANK 8
/* No tensor has more elements than this (2 GiB of float32). */
#define VANITY_MAX_ELEMENTS (G_GINT64_CONSTANT (1) << 29)

typedef enum
{
  VANITY_FLOAT32,
  VANITY_INT64, /* shapes and indices */
} VanityDataType;

typedef struct
{
  int rank; /* 0 is a scalar */
  gint64 dim[VANITY_MAX_RANK];
} VanityShape;

#define VANITY_SHAPE(...)                                                                          \
  ((VanityShape){ .rank = sizeof ((gint64[]){ __VA_ARGS__ }) / sizeof (gint64),                    \
                  .dim = { __VA_ARGS__ } })

/* A view: whoever made it owns the data, which is dense with the last dimension innermost.
 * `data` is NULL where the elements are not known yet. */
typedef struct
{
  VanityDataType type;
  VanityShape shape;
  gpointer data;
} VanityTensor;

/* Product of the dimensions, or −1 when one is negative or the product passes the limit. */
gint64 vanity_shape_get_elements (const VanityShape *shape);
gboolean vanity_shape_equal (const VanityShape *one, const VanityShape *other);
/* "1×128×128×3", for messages. Free with g_free (). */
char *vanity_shape_to_string (const VanityShape *shape);

/* Product of the dimensions [from, to), of a shape known to be within the limit. */
gint64 vanity_shape_get_extent (const VanityShape *shape, int from, int to);
/* The common shape of two under ONNX's (NumPy's) broadcasting; FALSE when there is none. */
gboolean vanity_shape_broadcast (const VanityShape *one, const VanityShape *other,
                                 VanityShape *common);
/* Bytes of one element. */
gsize vanity_data_type_get_size (VanityDataType type);

G_END_DECLS
