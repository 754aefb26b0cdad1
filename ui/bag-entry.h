/* A product somebody owns and enters by hand. */
#pragma once

#include "app/shop.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_BAG_ENTRY (vanity_bag_entry_get_type ())
G_DECLARE_FINAL_TYPE (VanityBagEntry, vanity_bag_entry, VANITY, BAG_ENTRY, AdwWindow)

/* Puts what is entered into the bag. */
VanityBagEntry *vanity_bag_entry_new (GtkWindow *parent, VanityShop *shop);

G_END_DECLS
