/* All that is remembered, to be seen, written out and erased; and private mode. */
#pragma once

#include "app/remembered.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_REMEMBERED_PAGE (vanity_remembered_page_get_type ())
G_DECLARE_FINAL_TYPE (VanityRememberedPage, vanity_remembered_page, VANITY, REMEMBERED_PAGE,
                      GtkWidget)

/* Once, before it is shown. */
void vanity_remembered_page_set_shop (VanityRememberedPage *page, VanityShop *shop);

/* Without asking. Bits of VanityErase. */
void vanity_remembered_page_erase (VanityRememberedPage *page, unsigned what, gboolean analyses);
void vanity_remembered_page_export (VanityRememberedPage *page, GFile *file);
void vanity_remembered_page_import_trends (VanityRememberedPage *page, GFile *file);

/* What is known of it, or NULL; owned by the page. */
const VanityRemembered *vanity_remembered_page_get_remembered (VanityRememberedPage *page);

G_END_DECLS
