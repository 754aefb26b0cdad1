/* The look list: what somebody means to buy, for which layer, and what it comes to. */
#pragma once

#include "app/bag.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LOOK_LIST_PAGE (vanity_look_list_page_get_type ())
G_DECLARE_FINAL_TYPE (VanityLookListPage, vanity_look_list_page, VANITY, LOOK_LIST_PAGE, GtkWidget)

/* Once, before it is shown. */
void vanity_look_list_page_set_shop (VanityLookListPage *page, VanityShop *shop);

/* Writes it as CSV, without asking. */
void vanity_look_list_page_export (VanityLookListPage *page, GFile *file);

/* The page shown: "working", "failed", "empty", "list"; and what it comes to, as shown. */
const char *vanity_look_list_page_get_page (VanityLookListPage *page);
const char *vanity_look_list_page_get_total (VanityLookListPage *page);

G_END_DECLS
