/* One layer seen alone. It is the other layers of a copy of the outfit that are muted: nothing of
 * it is in the history, and what is saved wears all. */
#include "app/document-private.h"

static VanityLook *
get_look (VanityDocument *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  return outfit != NULL && outfit->n_faces > 0 ? vanity_outfit_get_wear (outfit).look : NULL;
}

/* Which of its kind the layer at `index` is. */
static int
count_before (const VanityLook *look, guint index)
{
  const VanityLayer *layer = g_ptr_array_index (look->layers, index);
  int n = 0;

  for (guint i = 0; i < index; i++)
    n += ((VanityLayer *)g_ptr_array_index (look->layers, i))->kind == layer->kind;

  return n;
}

/* Steps come and go; it is told by its kind. */
int
vanity_document_get_solo (VanityDocument *self)
{
  VanityLook *look = get_look (self);

  if (self->solo == NULL || look == NULL || g_strcmp0 (look->id, self->solo_look) != 0)
    return -1;
  for (guint i = 0; i < look->layers->len; i++)
    if (((VanityLayer *)g_ptr_array_index (look->layers, i))->kind == self->solo
        && count_before (look, i) == self->solo_place)
      return (int)i;

  return -1;
}

void
vanity_document_set_solo (VanityDocument *self, int layer)
{
  VanityLook *look = get_look (self);

  if (layer == vanity_document_get_solo (self))
    return;

  self->solo = NULL;
  g_clear_pointer (&self->solo_look, g_free);
  g_clear_pointer (&self->solo_of, vanity_outfit_unref);
  g_clear_pointer (&self->solo_outfit, vanity_outfit_unref);
  if (look == NULL)
    return;

  if (layer >= 0 && layer < (int)look->layers->len)
    {
      self->solo = ((VanityLayer *)g_ptr_array_index (look->layers, layer))->kind;
      self->solo_place = count_before (look, (guint)layer);
      self->solo_look = g_strdup (look->id);
    }
  vanity_document_outfit_changed (self);
}

VanityOutfit *
vanity_document_get_shown (VanityDocument *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);
  int solo = vanity_document_get_solo (self);
  g_autoptr (VanityLook) alone = NULL;

  if (solo < 0)
    return outfit;
  if (self->solo_of == outfit)
    return self->solo_outfit;

  alone = vanity_look_copy (get_look (self));
  for (guint i = 0; i < alone->layers->len; i++)
    ((VanityLayer *)g_ptr_array_index (alone->layers, i))->muted = (int)i != solo;
  g_clear_pointer (&self->solo_of, vanity_outfit_unref);
  g_clear_pointer (&self->solo_outfit, vanity_outfit_unref);
  self->solo_of = vanity_outfit_ref (outfit);
  self->solo_outfit = vanity_outfit_with_look (outfit, outfit->selected, alone);

  return self->solo_outfit;
}
