/* All that is remembered on this device, in one place: what was done with products, and analyses of
 * faces that were kept. */
#pragma once

#include "app/shop.h"
#include "base/job.h"

G_BEGIN_DECLS

typedef struct
{
  guint count[VANITY_N_ERASE]; /* by bit of VanityErase */
  guint n_analyses;
  GPtrArray *hidden, *wrong, *liked; /* VanityShade, the newest first */
  GPtrArray *events;                 /* VanityEvent, the newest first: the latest of them */
  gboolean has_trends;               /* a trend file was imported */
} VanityRemembered;

void vanity_remembered_free (VanityRemembered *remembered);

/* Reads it in `slot`; `done` gets a VanityRemembered. The shop is open. */
void vanity_remembered_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                              gpointer user_data);

/* Erases what the bits of VanityErase name; the shop tells of what fails. */
void vanity_shop_erase (VanityShop *shop, unsigned what);
/* Forgets every analysis that was kept. */
gboolean vanity_remembered_forget_analyses (GError **error);

/* Writes all of it as one object of JSON: that of vanity_taste_to_json () with "analyses", an array
 * of what was kept. Atomic. `done` gets the GFile. */
void vanity_remembered_start_export (VanityJobSlot *slot, VanityShop *shop, GFile *file,
                                     VanityJobDoneFunc done, gpointer user_data);

/* A trend file (recommend/trend-file.h) that is kept for the next time, in the person's data
 * folder, and counts from now on. `done` gets the number of rows left out, as a guint *. */
void vanity_trends_start_import (VanityJobSlot *slot, VanityShop *shop, GFile *file,
                                 VanityJobDoneFunc done, gpointer user_data);
gboolean vanity_trends_forget (VanityShop *shop, GError **error);
/* Lets what was imported before count; without any, nothing happens. On any thread. */
void vanity_trends_apply (VanityRecommender *recommender);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRemembered, vanity_remembered_free)

G_END_DECLS
