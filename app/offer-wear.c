/* Trying products on, and remembering what was there before. */
#include "app/offer-private.h"

#include "base/error.h"
#include "recommend/try-on.h"

#include <glib/gi18n.h>
#include <string.h>

/* Steps of trying on that are remembered. */
#define TRIED_MAX 64

VanityLook *
vanity_offer_find_base (VanityOffer *self, const VanityWear *wear)
{
  if (wear->mix != NULL)
    {
      VanityWear full = *wear;

      full.strength = 1;

      return self->copied_face == self->face && vanity_wear_equal (&full, &self->copied)
                 ? self->recipe
                 : NULL;
    }

  /* The pairs of the latest steps come last. */
  for (guint i = self->tried->len; i >= 2; i -= 2)
    if (g_ptr_array_index (self->tried, i - 2) == wear->look)
      return g_ptr_array_index (self->tried, i - 1);

  return wear->look;
}

/* A face that wears nothing wears an empty look first. NULL: what is copied has no recipe yet. */
static VanityLook *
get_worn (VanityOffer *self)
{
  VanityWear wear = vanity_offer_get_wear (self);

  if (wear.look != NULL)
    return vanity_look_ref (wear.look);
  if (wear.mix != NULL)
    return self->base != NULL ? vanity_look_ref (self->base) : NULL;

  return vanity_look_new ("my-products", "");
}

/* `made` comes of trying on over `worn`: proposals stay those for what that was made from. Takes
 * `made` over. */
static void
wear (VanityOffer *self, VanityLook *made, VanityLook *worn)
{
  if (self->tried->len >= 2 * TRIED_MAX)
    g_ptr_array_remove_range (self->tried, 0, 2);
  g_ptr_array_add (self->tried, vanity_look_ref (made));
  g_ptr_array_add (self->tried, vanity_look_ref (self->base != NULL ? self->base : worn));
  vanity_document_set_look (self->document, made);
  vanity_look_unref (made);
}

void
vanity_offer_try_on (VanityOffer *self, VanityShade *shade, const char *zone)
{
  g_autoptr (VanityLook) worn = get_worn (self);
  g_autoptr (GError) error = NULL;
  VanityLook *made = NULL;

  if (worn == NULL)
    g_set_error_literal (&error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                         _ ("The copied makeup is still being worked out: try it on in a moment"));
  else
    made = vanity_try_on_zone (worn, shade, zone, &error);
  if (made == NULL)
    {
      g_signal_emit_by_name (self, "failed", error->message);
      return;
    }

  wear (self, made, worn);
  vanity_shop_record (self->shop, shade, VANITY_EVENT_TRY, 0);
}

static const VanityLayer *
find_layer (const VanityLook *look, const VanityLayerKind *kind)
{
  for (guint i = 0; look != NULL && i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (layer->kind == kind)
        return layer;
    }

  return NULL;
}

void
vanity_offer_put_back (VanityOffer *self, VanityShade *shade)
{
  VanityWear now = vanity_offer_get_wear (self);
  VanityLook *made;

  if (now.look == NULL || !vanity_offer_wears (self, shade->uid))
    return;

  made = vanity_look_copy (now.look);
  for (guint i = made->layers->len; i-- > 0;)
    {
      const VanityLayer *layer = g_ptr_array_index (made->layers, i);
      const VanityLayer *before = find_layer (self->base, layer->kind);

      if (strcmp (layer->product, shade->uid) != 0)
        continue;
      if (before != NULL && before != layer && strcmp (before->product, shade->uid) != 0)
        {
          vanity_layer_free (g_ptr_array_index (made->layers, i));
          g_ptr_array_index (made->layers, i) = vanity_layer_copy (before);
        }
      else
        {
          g_ptr_array_remove_index (made->layers, i);
        }
    }
  wear (self, made, now.look);
}

gboolean
vanity_offer_wears (VanityOffer *self, const char *uid)
{
  VanityWear now = vanity_offer_get_wear (self);

  for (guint i = 0; now.look != NULL && i < now.look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (now.look->layers, i);

      if (!layer->muted && strcmp (layer->product, uid) == 0)
        return TRUE;
    }

  return FALSE;
}
