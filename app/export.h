/* The photo made over at its own resolution, for keeping. */
#pragma once

#include "app/document.h"
#include "base/job.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* What a saved copy is called: "NAME – LOOK.EXT", in the photo's format where Vanity writes it,
 * else PNG; the look's name is left out where nobody wears one. */
char *vanity_export_suggest_name (VanityDocument *document);

/* `file` with the extension of the suggested name where it has none that Vanity writes. */
GFile *vanity_export_complete_file (VanityDocument *document, GFile *file);

/* All of the photo with what its faces wear, in a job. */
VanityImage *vanity_export_render (VanityJob *job, VanityPhoto *photo, GPtrArray *faces,
                                   const VanityOutfit *outfit, VanityChanges *changes,
                                   GError **error);

/* Renders and writes `file`; `done` gets a GFile. `options` may be NULL. */
void vanity_export_start_save (VanityJobSlot *slot, VanityDocument *document, GFile *file,
                               const VanitySaveOptions *options, VanityJobDoneFunc done,
                               gpointer user_data);
/* As the settings say. */
void vanity_export_get_options (VanitySaveOptions *options);

/* Renders, and measures what that did to the selected face; `done` gets a text for people, a
 * sentence a line (free it). */
void vanity_export_start_readout (VanityJobSlot *slot, VanityDocument *document,
                                  VanityJobDoneFunc done, gpointer user_data);

/* Renders for the clipboard; `done` gets a GdkTexture. */
void vanity_export_start_copy (VanityJobSlot *slot, VanityDocument *document,
                               VanityJobDoneFunc done, gpointer user_data);

G_END_DECLS
