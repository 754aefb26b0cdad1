/* Shapes and element types. */
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

/* Product of the dimensions, or −1 when one is negative or the product passes the limit. */
gint64 vanity_shape_get_elements (const VanityShape *shape);
gboolean vanity_shape_equal (const VanityShape *one, const VanityShape *other);
/* "1×128×128×3", for messages. Free with g_free (). */
char *vanity_shape_to_string (const VanityShape *shape);

G_END_DECLS
