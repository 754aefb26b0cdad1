/* Attributes as the graph keeps them: not for users of the library. */
#pragma once

#include "nn/graph.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  VanityAttributeType type;
  gboolean used; /* an operator asked for it */
  int n_values;
  union
  {
    gint64 *ints; /* one for INT */
    double *floats;
    char *string;
  };
} VanityAttribute;

/* NULL when absent; marks it as used. `attributes` may be NULL. */
const VanityAttribute *vanity_attributes_use (VanityAttributes *attributes, const char *name);
/* The name of one that nobody used, or NULL. */
const char *vanity_attributes_get_unused (VanityAttributes *attributes);

G_END_DECLS
