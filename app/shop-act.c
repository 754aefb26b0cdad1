/* What a person does with shades: told to the taste, and shown before it is written. */
#include "app/shop-private.h"

#include "recommend/shopping.h"
#include "recommend/taste-avoid.h"

#include <string.h>

/* Something that was done. */
typedef struct
{
  VanityShade *shade; /* or NULL: to be looked up */
  char *text;         /* its uid, or an ingredient */
  VanityEventKind kind;
  double amount;
  gboolean on;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_pointer (&act->shade, vanity_shade_unref);
  g_free (act->text);
  g_free (act);
}

static gboolean
work_record (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  Act *act = data;
  g_autoptr (GError) local = NULL;

  if (act->shade == NULL)
    act->shade = vanity_catalogue_get (catalogue, act->text, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* One of the bag that no catalogue has. */
  if (act->shade == NULL && !vanity_taste_find_shade (taste, act->text, &act->shade, error))
    return FALSE;

  return act->shade == NULL
         || vanity_taste_record (taste, act->shade, act->kind, act->amount, error);
}

static void
record (VanityShop *self, VanityShade *shade, const char *uid, VanityEventKind kind, double amount)
{
  Act *act = g_new0 (Act, 1);

  act->shade = shade != NULL ? vanity_shade_ref (shade) : NULL;
  act->text = g_strdup (uid);
  act->kind = kind;
  act->amount = amount;
  /* As the taste will tell it. */
  vanity_shade_state_apply (vanity_shop_edit_state (self, uid), kind, amount, g_get_real_time ());
  vanity_shop_run (self, work_record, act, act_free);
  vanity_shop_emit_taste_changed (self);
}

void
vanity_shop_record (VanityShop *self, VanityShade *shade, VanityEventKind kind, double amount)
{
  record (self, shade, shade->uid, kind, amount);
}

void
vanity_shop_record_uid (VanityShop *self, const char *uid, VanityEventKind kind, double amount)
{
  record (self, NULL, uid, kind, amount);
}

static gboolean
work_list (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return act->on ? vanity_shopping_add (taste, act->shade, NULL, 1, error)
                 : vanity_shopping_remove (taste, act->shade->uid, NULL, error);
}

void
vanity_shop_set_listed (VanityShop *self, VanityShade *shade, gboolean listed)
{
  VanityShadeState *state = vanity_shop_edit_state (self, shade->uid);
  Act *act;

  if (state->saved == listed)
    return;

  act = g_new0 (Act, 1);
  act->shade = vanity_shade_ref (shade);
  act->on = listed;
  state->saved = listed;
  vanity_shop_run (self, work_list, act, act_free);
  vanity_shop_emit_taste_changed (self);
}

static gboolean
work_avoid (VanityCatalogue *catalogue, VanityTaste *taste, gpointer data, GError **error)
{
  const Act *act = data;

  return act->on ? vanity_taste_add_avoided (taste, act->text, error)
                 : vanity_taste_remove_avoided (taste, act->text, error);
}

void
vanity_shop_set_avoided (VanityShop *self, const char *ingredient, gboolean avoided)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Act *act = g_new0 (Act, 1);

  act->text = g_strdup (ingredient);
  act->on = avoided;
  for (guint i = 0; self->avoided[i] != NULL; i++)
    if (strcmp (self->avoided[i], ingredient) != 0)
      g_strv_builder_add (builder, self->avoided[i]);
  if (avoided)
    g_strv_builder_add (builder, ingredient);
  g_strfreev (self->avoided);
  self->avoided = g_strv_builder_end (builder);

  vanity_shop_run (self, work_avoid, act, act_free);
  vanity_shop_emit_taste_changed (self);
}
