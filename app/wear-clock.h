/* How long products are worn: told to the shop when they come off. */
#pragma once

#include "app/document.h"
#include "app/shop.h"

G_BEGIN_DECLS

typedef struct _VanityWearClock VanityWearClock;

/* Watches what the selected face of `document` wears. What is worn for less than some seconds was
 * only passed by. */
VanityWearClock *vanity_wear_clock_new (VanityDocument *document, VanityShop *shop);
/* What is still worn is told of. */
void vanity_wear_clock_free (VanityWearClock *clock);

/* It stands still while nobody looks. At first it does. */
void vanity_wear_clock_set_running (VanityWearClock *clock, gboolean running);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityWearClock, vanity_wear_clock_free)

G_END_DECLS
