/* What the makeup on the selected face did to the photo, measured: opened by who wants to know. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_TRUST_VIEW (vanity_trust_view_get_type ())
G_DECLARE_FINAL_TYPE (VanityTrustView, vanity_trust_view, VANITY, TRUST_VIEW, GtkWidget)

/* Nothing is measured while the view is closed. */
void vanity_trust_view_set_document (VanityTrustView *view, VanityDocument *document);

/* Shows or hides the numbers, as a click on the title does. */
void vanity_trust_view_set_open (VanityTrustView *view, gboolean open);
/* What is shown; NULL while it is not measured. */
const char *vanity_trust_view_get_text (VanityTrustView *view);

G_END_DECLS
