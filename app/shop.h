/* Products, and what this person did with them: the catalogue, the taste and the recommender of
 * the process, shared by its windows.
 *
 * Nothing is opened before somebody wants it. Opening and everything that is written run beside the
 * main loop, one after the other; what is written is never lost, even when the last window closes.
 * All of this is for the main thread. */
#pragma once

#include "catalogue/catalogue.h"
#include "recommend/recommender.h"
#include "recommend/taste.h"

G_BEGIN_DECLS

#define VANITY_TYPE_SHOP (vanity_shop_get_type ())
G_DECLARE_FINAL_TYPE (VanityShop, vanity_shop, VANITY, SHOP, GObject)

typedef enum
{
  VANITY_SHOP_CLOSED,
  VANITY_SHOP_OPENING,
  VANITY_SHOP_OPEN,
  VANITY_SHOP_FAILED, /* see the error */
} VanityShopState;

/* The one of the process, for as long as somebody holds it. A new reference. */
VanityShop *vanity_shop_get_default (void);
/* One of its own; NULL for the paths: those of vanity_catalogue_open () and vanity_taste_open ().
 */
VanityShop *vanity_shop_new (const char *catalogue_path, const char *taste_path);

/* Properties to watch: "state"; "private". Signals: "catalogue-changed"; "taste-changed", as soon
 * as something is asked for and again when it is known what came of it; "failed" (message):
 * something could not be written. */
void vanity_shop_open (VanityShop *shop); /* also after it failed */
VanityShopState vanity_shop_get_state (VanityShop *shop);
const GError *vanity_shop_get_error (VanityShop *shop);
/* What is the matter with the files, for people: damaged, not writable. NULL where all is well. */
char *vanity_shop_dup_trouble (VanityShop *shop);

/* NULL until it is open; owned by the shop, and safe on any thread. */
VanityCatalogue *vanity_shop_get_catalogue (VanityShop *shop);
VanityTaste *vanity_shop_get_taste (VanityShop *shop);
VanityRecommender *vanity_shop_get_recommender (VanityShop *shop);

/* While private nothing is remembered. A setting, so that it holds the next time, too. */
gboolean vanity_shop_get_private (VanityShop *shop);
void vanity_shop_set_private (VanityShop *shop, gboolean is_private);

/* What holds of a shade; all zero where nothing is known. What was just asked for counts at once.
 */
VanityShadeState vanity_shop_get_shade_state (VanityShop *shop, const char *uid);
/* Ingredients to avoid, NULL-terminated; owned by the shop. */
const char *const *vanity_shop_get_avoided (VanityShop *shop);

/* Remembers what was done. `amount` as in recommend/event.h. */
void vanity_shop_record (VanityShop *shop, VanityShade *shade, VanityEventKind kind, double amount);
/* The same of a shade that is looked up in the catalogue; one that is not there is passed over. */
void vanity_shop_record_uid (VanityShop *shop, const char *uid, VanityEventKind kind,
                             double amount);
/* Puts a shade on the look list, once, or takes it off. */
void vanity_shop_set_listed (VanityShop *shop, VanityShade *shade, gboolean listed);
/* Adds an ingredient to those to avoid, or takes it out. */
void vanity_shop_set_avoided (VanityShop *shop, const char *ingredient, gboolean avoided);

/* Anything else, on the shop's thread and after what was asked for before; opens the shop where it
 * is closed. Where it cannot be opened, `work` is not called. `data` is freed on either thread. */
typedef gboolean (*VanityShopWork) (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data,
                                    GError **error);
void vanity_shop_run (VanityShop *shop, VanityShopWork work, gpointer data,
                      GDestroyNotify free_data);
/* Whether something that was asked for is not done yet. */
gboolean vanity_shop_is_busy (VanityShop *shop);
/* Runs the main loop until all of it is done: for tests. */
void vanity_shop_settle (VanityShop *shop);

/* Looks whether others changed anything: other programs, an import. */
void vanity_shop_refresh (VanityShop *shop);

G_END_DECLS
