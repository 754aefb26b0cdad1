/* What the service does, one function for each method but Cancel; on a worker. */
#pragma once

#include "request.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  VanityServeFunc serve;
  const VanityRequestOption *options;
} VanityServiceMethod;

/* NULL for one that is none. */
const VanityServiceMethod *vanity_service_find_method (const char *name);

GVariant *vanity_serve_detect (VanityRequest *request, GError **error);
GVariant *vanity_serve_analyse (VanityRequest *request, GError **error);
GVariant *vanity_serve_apply (VanityRequest *request, GError **error);
GVariant *vanity_serve_transfer (VanityRequest *request, GError **error);
GVariant *vanity_serve_list_looks (VanityRequest *request, GError **error);
GVariant *vanity_serve_recommend (VanityRequest *request, GError **error);

/* The faces of a photo, the largest first: the one that is asked for, or any. `*view`, which may be
 * NULL, gets what was looked at. */
GPtrArray *vanity_request_find_faces (VanityRequest *request, VanityPhoto *photo, guint face,
                                      GError **error);

/* "format", "quality", "keep-location": what a result is. */
#define VANITY_REQUEST_RESULT_OPTIONS                                                              \
  { "format", "s" }, { "quality", "u" },                                                           \
  {                                                                                                \
    "keep-location", "b"                                                                           \
  }
/* Whether the descriptor can take a result (request.h), and these options are in range: asked
 * before the work is done. */
gboolean vanity_request_expect_result (VanityRequest *request, gint32 handle, const gint32 *others,
                                       GError **error);
/* Writes `image`, the photo made over, as they say. */
gboolean vanity_request_write_result (VanityRequest *request, gint32 handle, VanityPhoto *photo,
                                      const VanityImage *image, GError **error);

G_END_DECLS
