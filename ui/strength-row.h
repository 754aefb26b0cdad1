/* How strongly something is worn: its name, a slider and what that says. Taking hold of the slider
 * is told, so that all of one drag is one step of the history. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_STRENGTH_ROW (vanity_strength_row_get_type ())
G_DECLARE_FINAL_TYPE (VanityStrengthRow, vanity_strength_row, VANITY, STRENGTH_ROW, GtkWidget)

/* `label` may hold a mnemonic; `name` is for assistive technology. Properties "label", "name-text"
 * and "resettable" (a button that goes back to 1). Signals: "grabbed" (), "moved" (double), by the
 * person, not by vanity_strength_row_set_value (). */
VanityStrengthRow *vanity_strength_row_new (const char *label, const char *name);

/* `value` in [0, max]. Where `max` is above 1, 1 is marked. */
void vanity_strength_row_set_value (VanityStrengthRow *row, double value, double max);

/* Whether the slider can be moved; what is at the end of the row stays as it is. */
void vanity_strength_row_set_movable (VanityStrengthRow *row, gboolean movable);

/* The label's widget, for rows that are to be aligned. */
GtkWidget *vanity_strength_row_get_label (VanityStrengthRow *row);

/* At the end of the row; NULL takes it away. */
void vanity_strength_row_set_suffix (VanityStrengthRow *row, GtkWidget *suffix);

G_END_DECLS
