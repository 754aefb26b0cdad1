/* Children side by side that go on in the next line where one is full, as words do. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_WRAP_LAYOUT (vanity_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (VanityWrapLayout, vanity_wrap_layout, VANITY, WRAP_LAYOUT, GtkLayoutManager)

/* Six pixels lie between children, and between lines. Property "centered": lines that are not full
 * stand in the middle, not at the start. */
GtkLayoutManager *vanity_wrap_layout_new (void);

G_END_DECLS
