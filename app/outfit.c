#include "app/outfit.h"

#include "transfer/wear.h"

#include <glib/gi18n.h>

gboolean
vanity_wear_is_bare (const VanityWear *wear)
{
  return wear->look == NULL && wear->mix == NULL && !wear->off;
}

gboolean
vanity_wear_is_same (const VanityWear *one, const VanityWear *other)
{
  return one->look == other->look && vanity_mix_equal (one->mix, other->mix)
         && one->off == other->off;
}

gboolean
vanity_wear_equal (const VanityWear *one, const VanityWear *other)
{
  if (!vanity_wear_is_same (one, other) || one->strength != other->strength)
    return FALSE;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (one->parts[i] != other->parts[i])
      return FALSE;

  return TRUE;
}

double
vanity_wear_get_max_strength (const VanityWear *wear)
{
  return wear->mix != NULL ? VANITY_WEAR_MAX_STRENGTH : 1.0;
}

void
vanity_wear_get_strengths (const VanityWear *wear, double strengths[VANITY_N_CHANGES])
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    strengths[i] = MIN (wear->strength * wear->parts[i], VANITY_WEAR_MAX_STRENGTH);
}

const char *
vanity_wear_get_label (const VanityWear *wear)
{
  if (wear->look != NULL)
    return vanity_look_get_label (wear->look);
  if (wear->mix != NULL)
    return _ ("Copied makeup");

  return wear->off ? _ ("Makeup taken off") : "";
}

void
vanity_wear_copy (VanityWear *target, const VanityWear *wear)
{
  *target = *wear;
  if (target->look != NULL)
    vanity_look_ref (target->look);
  if (target->mix != NULL)
    vanity_mix_ref (target->mix);
}

void
vanity_wear_clear (VanityWear *wear)
{
  g_clear_pointer (&wear->look, vanity_look_unref);
  g_clear_pointer (&wear->mix, vanity_mix_unref);
  wear->off = FALSE;
}

static VanityOutfit *
outfit_alloc (int n_faces)
{
  VanityOutfit *self = g_atomic_rc_box_new0 (VanityOutfit);

  self->n_faces = MAX (n_faces, 0);
  self->wears = g_new0 (VanityWear, MAX (self->n_faces, 1));
  self->options = g_new0 (VanityAnalysisOptions, MAX (self->n_faces, 1));

  return self;
}

static void
outfit_clear (gpointer data)
{
  VanityOutfit *self = data;

  for (int i = 0; i < self->n_faces; i++)
    vanity_wear_clear (&self->wears[i]);
  g_free (self->wears);
  g_free (self->options);
}

static VanityOutfit *
outfit_copy (const VanityOutfit *outfit)
{
  VanityOutfit *self = outfit_alloc (outfit->n_faces);

  self->selected = outfit->selected;
  for (int i = 0; i < self->n_faces; i++)
    {
      vanity_wear_copy (&self->wears[i], &outfit->wears[i]);
      self->options[i] = outfit->options[i];
    }

  return self;
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
    self->wears[i] = VANITY_WEAR_INIT;

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
    {
      VanityWear *wear = &self->wears[face];

      vanity_wear_clear (wear);
      wear->look = look != NULL ? vanity_look_ref (look) : NULL;
      wear->strength = MIN (wear->strength, 1.0);
    }

  return self;
}

VanityOutfit *
vanity_outfit_with_mix (const VanityOutfit *outfit, int face, VanityMix *mix)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    {
      vanity_wear_clear (&self->wears[face]);
      self->wears[face].mix = vanity_mix_ref (mix);
    }

  return self;
}

VanityOutfit *
vanity_outfit_with_off (const VanityOutfit *outfit, int face)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    {
      vanity_wear_clear (&self->wears[face]);
      self->wears[face] = VANITY_WEAR_INIT;
      self->wears[face].off = TRUE;
    }

  return self;
}

VanityOutfit *
vanity_outfit_with_strength (const VanityOutfit *outfit, int face, double strength)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    self->wears[face].strength
        = CLAMP (strength, 0.0, vanity_wear_get_max_strength (&self->wears[face]));

  return self;
}

VanityOutfit *
vanity_outfit_with_part (const VanityOutfit *outfit, int face, VanityChangePart part,
                         double strength)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    self->wears[face].parts[part] = CLAMP (strength, 0.0, VANITY_WEAR_MAX_STRENGTH);

  return self;
}

VanityOutfit *
vanity_outfit_with_options (const VanityOutfit *outfit, int face,
                            const VanityAnalysisOptions *options)
{
  VanityOutfit *self = outfit_copy (outfit);

  if (has_face (self, face))
    self->options[face] = *options;

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
      vanity_wear_clear (&self->wears[i]);
      vanity_wear_copy (&self->wears[i], &outfit->wears[face]);
    }

  return self;
}

static gboolean
nudge_equal (const VanityColorNudge *one, const VanityColorNudge *other)
{
  return one->lighter == other->lighter && one->warmer == other->warmer
         && one->muted == other->muted;
}

gboolean
vanity_options_equal (const VanityAnalysisOptions *one, const VanityAnalysisOptions *other)
{
  if (one->has_nudge != other->has_nudge || one->has_white != other->has_white
      || one->is_child != other->is_child)
    return FALSE;
  if (one->has_nudge && !nudge_equal (&one->nudge, &other->nudge))
    return FALSE;

  return !one->has_white || (one->white_x == other->white_x && one->white_y == other->white_y);
}

gboolean
vanity_outfit_same (const VanityOutfit *one, const VanityOutfit *other)
{
  if (one->n_faces != other->n_faces)
    return FALSE;

  for (int i = 0; i < one->n_faces; i++)
    if (!vanity_wear_equal (&one->wears[i], &other->wears[i])
        || !vanity_options_equal (&one->options[i], &other->options[i]))
      return FALSE;

  return TRUE;
}

gboolean
vanity_outfit_equal (const VanityOutfit *one, const VanityOutfit *other)
{
  return one->selected == other->selected && vanity_outfit_same (one, other);
}

gboolean
vanity_outfit_is_bare (const VanityOutfit *outfit)
{
  for (int i = 0; i < outfit->n_faces; i++)
    if (!vanity_wear_is_bare (&outfit->wears[i]) && outfit->wears[i].strength > 0.0)
      return FALSE;

  return TRUE;
}

VanityWear
vanity_outfit_get_wear (const VanityOutfit *outfit)
{
  if (!has_face (outfit, outfit->selected))
    return VANITY_WEAR_INIT;

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
