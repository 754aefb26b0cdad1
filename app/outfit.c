#include "app/outfit.h"

static VanityOutfit *
outfit_alloc (int n_faces)
{
  VanityOutfit *self = g_atomic_rc_box_new0 (VanityOutfit);

  self->n_faces = MAX (n_faces, 0);
  self->wears = g_new0 (VanityWear, MAX (self->n_faces, 1));

  return self;
}

static void
outfit_clear (gpointer data)
{
  VanityOutfit *self = data;

  for (int i = 0; i < self->n_faces; i++)
    g_clear_pointer (&self->wears[i].look, vanity_look_unref);
  g_free (self->wears);
}

static VanityOutfit *
outfit_copy (const VanityOutfit *outfit)
{
  VanityOutfit *self = outfit_alloc (outfit->n_faces);

  self->selected = outfit->selected;
  for (int i = 0; i < self->n_faces; i++)
    {
      self->wears[i] = outfit->wears[i];
      if (self->wears[i].look != NULL)
        vanity_look_ref (self->wears[i].look);
    }

  return self;
}

static void
wear_set_look (VanityWear *wear, VanityLook *look)
{
  if (look != NULL)
    vanity_look_ref (look);
  g_clear_pointer (&wear->look, vanity_look_unref);
  wear->look = look;
}

static gboolean
has_face (const VanityOutfit *outfit, int face)
{
  return face >= 0 && face < outfit->n_faces;
}

VanityOutfit *
vanity_outfit_new (int n_faces)
{
  VanityOutfit *self = outfit_alloc (n_faces);

  for (int i = 0; i < self->n_faces; i++)
    self->wears[i].strength = 1.0;

  return self;
}

VanityOutfit *
vanity_outfit_with_selected (const VanityOutfit *outfit, int face)
{
  VanityOutfit *self = outfit_copy (outfit);

  self->selected = CLAMP (face, 0, MAX (self->n_faces - 1, 0));

  return self;
}

VanityOutfit *
vanity_outfit_with_look (const VanityOutfit *outfit, int face, VanityLook *look)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    wear_set_look (&self->wears[face], look);

  return self;
}

VanityOutfit *
vanity_outfit_with_strength (const VanityOutfit *outfit, int face, double strength)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    self->wears[face].strength = CLAMP (strength, 0.0, 1.0);

  return self;
}

VanityOutfit *
vanity_outfit_with_everybody (const VanityOutfit *outfit, int face)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (!has_face (self, face))
    return self;

  for (int i = 0; i < self->n_faces; i++)
    {
      wear_set_look (&self->wears[i], self->wears[face].look);
      self->wears[i].strength = self->wears[face].strength;
    }

  return self;
}

gboolean
vanity_outfit_equal (const VanityOutfit *one, const VanityOutfit *other)
{
  if (one->n_faces != other->n_faces || one->selected != other->selected)
    return FALSE;

  for (int i = 0; i < one->n_faces; i++)
    if (one->wears[i].look != other->wears[i].look
        || one->wears[i].strength != other->wears[i].strength)
      return FALSE;

  return TRUE;
}

gboolean
vanity_outfit_is_bare (const VanityOutfit *outfit)
{
  for (int i = 0; i < outfit->n_faces; i++)
    if (outfit->wears[i].look != NULL && outfit->wears[i].strength > 0.0)
      return FALSE;

  return TRUE;
}

VanityWear
vanity_outfit_get_wear (const VanityOutfit *outfit)
{
  if (!has_face (outfit, outfit->selected))
    return (VanityWear){ NULL, 1.0 };

  return outfit->wears[outfit->selected];
}

VanityOutfit *
vanity_outfit_ref (VanityOutfit *outfit)
{
  return g_atomic_rc_box_acquire (outfit);
}

void
vanity_outfit_unref (VanityOutfit *outfit)
{
  g_atomic_rc_box_release_full (outfit, outfit_clear);
}
