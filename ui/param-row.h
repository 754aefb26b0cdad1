/* One parameter of a layer of makeup, as its kind declares it: a number as a slider and a field
 * with its unit, a colour as a button that shows it, a choice as words of which one is down; and a
 * button that sets it back. */
#pragma once

#include "makeup/layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_PARAM_ROW (vanity_param_row_get_type ())
G_DECLARE_FINAL_TYPE (VanityParamRow, vanity_param_row, VANITY, PARAM_ROW, GtkWidget)

/* Signals: "grabbed", when somebody takes hold of a slider or lets go of it, so that what comes
 * next is another step; "changed", by hand; "asked", for another colour; "reset". Setting a value
 * does not tell. */
VanityParamRow *vanity_param_row_new (const VanityParam *param);

VanityValue vanity_param_row_get_value (VanityParamRow *row);
/* `original` is what "reset" leads to. */
void vanity_param_row_set_value (VanityParamRow *row, VanityValue value, VanityValue original);

/* The value in words: "80 %", "2.5 mm", "#a01022, red", "Matte". Free it. */
char *vanity_param_dup_text (const VanityParam *param, VanityValue value);

G_END_DECLS
