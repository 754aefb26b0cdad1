/* Networks that are built into the program as resources. */
#pragma once

#include "nn/graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What glib-compile-resources made, without a constructor: a linker would drop that from a static
 * library. One static value for each resource. */
typedef struct
{
  const char *file;         /* in /vanity/models of the resource, and in errors */
  void (*add) (void);       /* PREFIX_register_resource () */
  GResource *(*get) (void); /* PREFIX_get_resource () */
  gsize added;              /* 0 at first */
} VanityShippedModel;

/* The network, read anew. Safe to call from several threads. */
VanityGraph *vanity_shipped_model_load (VanityShippedModel *model, GError **error);

G_END_DECLS
