/* What `apply`, `compare`, `transfer` and `remove` share: options, and the way of a photo through
 * them. */
#pragma once

#include "cli-batch-log.h"
#include "cli-service.h"

#include "image/photo.h"

G_BEGIN_DECLS

typedef struct _VanityMakeover VanityMakeover;

/* The photo's raster with its faces, of which there is at least one and all that are asked for,
 * made over: a new reference. `item` is for what else there is to say. */
typedef VanityImage *(*VanityMakeoverFunc) (VanityBatchItem *item, const VanityMakeover *makeover,
                                            VanityImage *before, GPtrArray *faces,
                                            GCancellable *cancellable, GError **error);

/* The same by the service, the result saved. */
typedef gboolean (*VanityMakeoverServeFunc) (VanityBatchItem *item, const VanityMakeover *makeover,
                                             GCancellable *cancellable, GError **error);

/* Begins as { .make = …, .data = …, .options.argv = a copy of the command line }. */
struct _VanityMakeover
{
  VanityMakeoverFunc make;
  gconstpointer data;
  char *face_text, *output; /* as they were typed */
  int face;                 /* counted from 1, the largest; 0 means every face */
  VanitySaveOptions save;
  VanityBatchOptions options;
  VanityMakeoverServeFunc serve; /* or NULL, where --via-service is none of its options */
  gboolean via_service;
  VanityCliService *service; /* while it runs by it */
};

/* The options that go into one. */
#define VANITY_MAKEOVER_FACE_ENTRY(makeover)                                                       \
  {                                                                                                \
    "face", 'f', 0, G_OPTION_ARG_STRING, &(makeover)->face_text,                                   \
        N_ ("Only face N; 1 is the largest (default: every face)"), "N"                            \
  }
#define VANITY_MAKEOVER_OUTPUT_ENTRY(makeover)                                                     \
  {                                                                                                \
    "output", 'o', 0, G_OPTION_ARG_FILENAME, &(makeover)->output,                                  \
        N_ ("Where the result goes: a file, or a directory for several photos"), N_ ("OUT")        \
  }
#define VANITY_MAKEOVER_LOCATION_ENTRY(makeover)                                                   \
  {                                                                                                \
    "keep-location", 0, 0, G_OPTION_ARG_NONE, &(makeover)->save.keep_location,                     \
        N_ ("Keep where the photo was taken; it is removed otherwise"), NULL                       \
  }

void vanity_makeover_clear (VanityMakeover *makeover);
/* Reads what was typed. FALSE after a line that says what is missing or wrong. */
gboolean vanity_makeover_parse (VanityMakeover *makeover);
/* Whether the face with this index is one of those asked for. */
gboolean vanity_makeover_has_face (const VanityMakeover *makeover, guint index);
/* Makes over every photo of the batch that its log has not and saves it. */
VanityExit vanity_makeover_run (VanityMakeover *makeover, VanityBatch *batch);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityMakeover, vanity_makeover_clear)

/* Turns the photo's own raster and the made-over one into what is saved: a new reference. */
typedef VanityImage *(*VanityComposeFunc) (VanityImage *before, VanityImage *after, GError **error);

/* The whole of `apply` and `compare`: parses, puts a look on every photo and saves what `compose`
 * makes of it. `by_service`: the service may do so, which composes nothing. */
VanityExit vanity_cli_put_on (int argc, char **argv, const char *summary, VanityComposeFunc compose,
                              gboolean by_service);

G_END_DECLS
