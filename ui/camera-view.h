/* The newest picture of a camera, as large as there is room, as in a mirror or as others see one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CAMERA_VIEW (vanity_camera_view_get_type ())
G_DECLARE_FINAL_TYPE (VanityCameraView, vanity_camera_view, VANITY, CAMERA_VIEW, GtkWidget)

/* NULL for nothing. */
void vanity_camera_view_set_texture (VanityCameraView *view, GdkTexture *texture);
GdkTexture *vanity_camera_view_get_texture (VanityCameraView *view);
/* The pictures themselves stay as they are. */
void vanity_camera_view_set_mirrored (VanityCameraView *view, gboolean mirrored);

G_END_DECLS
