/* Makeup of other photos, to wear: which photos, what stands in the way, how strongly each part is
 * worn and from whom. What is worn is the document's; the panel follows it and sets it. The photos
 * stay with the panel, for the next photo and for a look that was tried between. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COPY_PANEL (vanity_copy_panel_get_type ())
G_DECLARE_FINAL_TYPE (VanityCopyPanel, vanity_copy_panel, VANITY, COPY_PANEL, GtkWidget)

void vanity_copy_panel_set_document (VanityCopyPanel *panel, VanityDocument *document);
void vanity_copy_panel_set_narrow (VanityCopyPanel *panel, gboolean narrow);

/* Reads a photo, and wears the makeup of the largest face in it. What goes wrong is said in the
 * panel. One that comes while another is read takes its place. */
void vanity_copy_panel_take_file (VanityCopyPanel *panel, GFile *file);
void vanity_copy_panel_take_image (VanityCopyPanel *panel, VanityImage *image, const char *name);
void vanity_copy_panel_stop (VanityCopyPanel *panel);
gboolean vanity_copy_panel_is_reading (VanityCopyPanel *panel);

/* Puts a source that was read elsewhere in the place of another. */
void vanity_copy_panel_exchange (VanityCopyPanel *panel, VanitySource *old, VanitySource *source);
/* The one whose name, faces and warnings are shown; NULL where there is none. */
VanitySource *vanity_copy_panel_get_current (VanityCopyPanel *panel);
/* Takes it away, off the face too. */
void vanity_copy_panel_remove_current (VanityCopyPanel *panel);

/* The page shown: "empty", "worn", "off", "missing"; and what is said above it, or NULL. */
const char *vanity_copy_panel_get_page (VanityCopyPanel *panel);
const char *vanity_copy_panel_get_message (VanityCopyPanel *panel);

G_END_DECLS
