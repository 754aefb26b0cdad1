/* The faces in a photo with several, to choose whose makeup is being done. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_FACE_STRIP (vanity_face_strip_get_type ())
G_DECLARE_FINAL_TYPE (VanityFaceStrip, vanity_face_strip, VANITY, FACE_STRIP, GtkWidget)

/* The strip hides itself where there are fewer than two. Property "everybody": whether it offers to
 * put the look on all of them. */
void vanity_face_strip_set_document (VanityFaceStrip *strip, VanityDocument *document);

G_END_DECLS
