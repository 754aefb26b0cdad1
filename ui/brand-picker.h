/* Brands to choose among, found by typing: a catalogue may have thousands. */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_BRAND_PICKER (vanity_brand_picker_get_type ())
G_DECLARE_FINAL_TYPE (VanityBrandPicker, vanity_brand_picker, VANITY, BRAND_PICKER, GtkWidget)

/* Takes a reference; NULL: there are none. */
void vanity_brand_picker_set_catalogue (VanityBrandPicker *picker, VanityCatalogue *catalogue);

/* Signal "changed": somebody chose. Setting them does not tell. NULL-terminated, owned by the
 * picker; NULL may be given for none. */
void vanity_brand_picker_set_chosen (VanityBrandPicker *picker, const char *const *brands);
const char *const *vanity_brand_picker_get_chosen (VanityBrandPicker *picker);

G_END_DECLS
