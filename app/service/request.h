/* One call of a method that works with photos: what came with it, and how it is answered.
 *
 * A request is made on the main thread and served on a worker. The caller's file descriptors are
 * its own; nothing is opened by name. */
#pragma once

#include "errors.h"
#include "image/photo.h"
#include "makeup/look.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of a photo, also of one that a reference is. */
#define VANITY_SERVICE_MAX_BYTES (256 << 20)
#define VANITY_SERVICE_MAX_REFERENCES 8

typedef struct _VanityRequest VanityRequest;

/* Serves a request on a worker: the answer's parameters, a floating reference, or NULL. */
typedef GVariant *(*VanityServeFunc) (VanityRequest *request, GError **error);

/* Options that a method takes beside "token" and "face"; ends with an empty one. */
typedef struct
{
  const char *name;
  const char *type; /* a GVariant type */
} VanityRequestOption;

struct _VanityRequest
{
  GDBusMethodInvocation *invocation;
  GVariant *parameters;
  GVariant *options; /* a{sv} */
  GUnixFDList *fds;  /* or NULL */
  char *caller;      /* unique name */
  char *token;       /* or NULL */
  char *name;        /* how messages call the photo, or NULL */
  guint face;
  GCancellable *cancellable;
  VanityServeFunc serve;
};

/* Of a call whose last argument is its options. NULL where an option is none of `known`, of another
 * type or out of range (G_DBUS_ERROR_INVALID_ARGS). */
VanityRequest *vanity_request_new (GDBusMethodInvocation *invocation, VanityServeFunc serve,
                                   const VanityRequestOption *known, GError **error);
void vanity_request_free (VanityRequest *request);

/* Tells the caller how much is done, in [0, 1], where it wants to know. Any thread. */
void vanity_request_set_progress (VanityRequest *request, double share);

/* Of the descriptor with this handle: all that can be read through it, from its beginning, copied,
 * so that nobody changes it meanwhile. Refused are what is no ordinary file, what is not open for
 * reading, and what is too large. `name` stands for it in messages; of a photo, NULL for none. */
GBytes *vanity_request_read (VanityRequest *request, gint32 handle, const char *name,
                             GError **error);
VanityPhoto *vanity_request_load_photo (VanityRequest *request, gint32 handle, const char *name,
                                        GError **error);

/* Whether the descriptor can take a result: open for writing, an ordinary file, none of `others`
 * (handles, ends with −1). */
gboolean vanity_request_check_result (VanityRequest *request, gint32 handle, const gint32 *others,
                                      GError **error);
gboolean vanity_request_write (VanityRequest *request, gint32 handle, GBytes *bytes,
                               GError **error);

/* A look by the name that ListLooks tells, or from the text of a look file. Never a file's name. */
VanityLook *vanity_request_find_look (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRequest, vanity_request_free)

G_END_DECLS
