#include "app/mix.h"

static void
mix_clear (gpointer data)
{
  VanityMix *self = data;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    vanity_source_unref (self->from[i]);
}

static VanityMix *
mix_copy (const VanityMix *mix)
{
  VanityMix *self = g_atomic_rc_box_new0 (VanityMix);

  *self = *mix;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    vanity_source_ref (self->from[i]);

  return self;
}

VanityMix *
vanity_mix_new (VanitySource *source)
{
  VanityMix *self = g_atomic_rc_box_new0 (VanityMix);

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    self->from[i] = vanity_source_ref (source);

  return self;
}

VanityMix *
vanity_mix_with_part (const VanityMix *mix, VanityChangePart part, VanitySource *source)
{
  VanityMix *self = mix_copy (mix);

  vanity_source_ref (source);
  vanity_source_unref (self->from[part]);
  self->from[part] = source;

  return self;
}

VanityMix *
vanity_mix_with_foundation (const VanityMix *mix, gboolean foundation)
{
  VanityMix *self = mix_copy (mix);

  self->foundation = foundation;

  return self;
}

gboolean
vanity_mix_equal (const VanityMix *one, const VanityMix *other)
{
  if (one == other || one == NULL || other == NULL)
    return one == other;

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (one->from[i] != other->from[i])
      return FALSE;

  return one->foundation == other->foundation;
}

gboolean
vanity_mix_has (const VanityMix *mix, const VanitySource *source)
{
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    if (mix->from[i] == source)
      return TRUE;

  return FALSE;
}

VanityMix *
vanity_mix_ref (VanityMix *mix)
{
  return g_atomic_rc_box_acquire (mix);
}

void
vanity_mix_unref (VanityMix *mix)
{
  g_atomic_rc_box_release_full (mix, mix_clear);
}
