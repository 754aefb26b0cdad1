/* A colour, chosen in four ways: from all there are, by its number, from those used lately or worn
 * already, and from a photo. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COLOR_PICKER (vanity_color_picker_get_type ())
G_DECLARE_FINAL_TYPE (VanityColorPicker, vanity_color_picker, VANITY, COLOR_PICKER, GtkWidget)

/* Signals: "grabbed", when what comes next is another step; "changed", by hand; "eyedropper" (int):
 * a colour of a photo is asked for, of the one on the table (0) or of the n-th reference. Setting
 * does not tell. Colours are 0xRRGGBB, sRGB. */
void vanity_color_picker_set_color (VanityColorPicker *picker, guint32 color);
guint32 vanity_color_picker_get_color (VanityColorPicker *picker);
/* As if somebody had chosen it. */
void vanity_color_picker_choose (VanityColorPicker *picker, guint32 color);

/* Begins with another colour; the one before, where it was changed, is remembered as used. */
void vanity_color_picker_begin (VanityColorPicker *picker, guint32 color);
void vanity_color_picker_finish (VanityColorPicker *picker);

/* Those of the look that is worn. */
void vanity_color_picker_set_worn (VanityColorPicker *picker, const guint32 *colors, guint n);
/* The names of the references that a colour can be taken from; NULL-terminated. */
void vanity_color_picker_set_references (VanityColorPicker *picker, const char *const *names);

G_END_DECLS
