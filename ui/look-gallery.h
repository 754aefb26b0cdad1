/* Every look on the person's own face, to choose from. The choice is the document's: the gallery
 * follows it and sets it. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LOOK_GALLERY (vanity_look_gallery_get_type ())
G_DECLARE_FINAL_TYPE (VanityLookGallery, vanity_look_gallery, VANITY, LOOK_GALLERY, GtkWidget)

/* Property "narrow": one row that scrolls sideways instead of a grid. */
void vanity_look_gallery_set_document (VanityLookGallery *gallery, VanityDocument *document);
void vanity_look_gallery_set_narrow (VanityLookGallery *gallery, gboolean narrow);

/* Reads the person's own looks anew. */
void vanity_look_gallery_reload (VanityLookGallery *gallery);

/* Element NULL for the face as it is, then VanityLook, the person's own first; owned by the
 * gallery. */
GPtrArray *vanity_look_gallery_get_looks (VanityLookGallery *gallery);

G_END_DECLS
