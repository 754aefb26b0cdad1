#include "app/dresser.h"

#include "app/hints-make.h"
#include "makeup/render.h"
#include "transfer/wear.h"

struct _VanityDresser
{
  VanityImage *image;
  VanityFace *face;
  VanityChanges *changes;
  int index;
  VanityRenderer *renderer; /* made when a look is first worn */
  VanityHints *hints;       /* and this when one asks for some */
  char *note;
  VanityWearer *wearer; /* and this when something else is */
  VanityWear worn;
};

VanityDresser *
vanity_dresser_new (VanityImage *image, const VanityFace *face, VanityChanges *changes, int index)
{
  VanityDresser *self = g_new0 (VanityDresser, 1);

  self->image = vanity_image_ref (image);
  self->face = vanity_face_copy (face);
  self->changes = vanity_changes_ref (changes);
  self->index = index;
  self->worn = VANITY_WEAR_INIT;

  return self;
}

void
vanity_dresser_free (VanityDresser *self)
{
  g_clear_pointer (&self->renderer, vanity_renderer_free);
  g_clear_pointer (&self->hints, vanity_hints_unref);
  g_free (self->note);
  g_clear_pointer (&self->wearer, vanity_wearer_free);
  vanity_wear_clear (&self->worn);
  vanity_changes_unref (self->changes);
  vanity_face_free (self->face);
  vanity_image_unref (self->image);
  g_free (self);
}

const char *
vanity_dresser_get_note (VanityDresser *self)
{
  return self->note;
}

/* What the look asks to know beyond the face; looked for once. */
static gboolean
prepare_hints (VanityDresser *self, VanityLook *look, GCancellable *cancellable, GError **error)
{
  unsigned wanted = vanity_look_get_hints (look);

  if (wanted == 0 || (self->hints != NULL && vanity_hints_have (self->hints, wanted)))
    return TRUE;
  g_clear_pointer (&self->hints, vanity_hints_unref);
  self->hints = vanity_hints_make (self->image, self->face, wanted, cancellable, error);
  if (self->hints == NULL)
    return FALSE;
  vanity_renderer_set_hints (self->renderer, self->hints);

  return TRUE;
}

static gboolean
put_on_look (VanityDresser *self, VanityLook *look, GCancellable *cancellable, GError **error)
{
  if (self->renderer == NULL)
    self->renderer = vanity_renderer_new (self->image, self->face, cancellable, error);

  return self->renderer != NULL && prepare_hints (self, look, cancellable, error)
         && vanity_renderer_set_look (self->renderer, look, cancellable, error);
}

static gboolean
put_on_change (VanityDresser *self, const VanityWear *wear, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (VanityFitted) fitted
      = vanity_changes_get (self->changes, self->index, wear, cancellable, error);

  if (fitted == NULL)
    return FALSE;
  if (self->wearer == NULL)
    self->wearer = vanity_wearer_new (self->image, self->face, cancellable, error);

  return self->wearer != NULL
         && vanity_wearer_set_change (self->wearer, fitted->change, cancellable, error);
}

gboolean
vanity_dresser_put_on (VanityDresser *self, const VanityWear *wear, GCancellable *cancellable,
                       GError **error)
{
  vanity_wear_clear (&self->worn);
  g_clear_pointer (&self->note, g_free);
  if (wear->look != NULL
          ? !put_on_look (self, wear->look, cancellable, error)
          : !vanity_wear_is_bare (wear) && !put_on_change (self, wear, cancellable, error))
    return FALSE;

  vanity_wear_copy (&self->worn, wear);
  if (wear->look != NULL)
    self->note = vanity_look_get_notes (wear->look, self->hints);

  return TRUE;
}

static void
get_strengths (const VanityWear *wear, double strengths[VANITY_N_CHANGES])
{
  if (wear != NULL)
    vanity_wear_get_strengths (wear, strengths);
  else
    memset (strengths, 0, VANITY_N_CHANGES * sizeof *strengths);
}

void
vanity_dresser_render_into (VanityDresser *self, const VanityWear *wear, VanityImage *image,
                            VanityRect *changed)
{
  double strengths[VANITY_N_CHANGES];

  if (self->worn.look != NULL)
    {
      vanity_renderer_render_into (self->renderer, wear != NULL ? wear->strength : 0.0, image,
                                   changed);
    }
  else if (!vanity_wear_is_bare (&self->worn))
    {
      get_strengths (wear, strengths);
      vanity_wearer_render_into (self->wearer, strengths, image, changed);
    }
}

void
vanity_dresser_lay (VanityDresser *self, const VanityWear *wear, VanityImage *image,
                    const VanityRect *part)
{
  double strengths[VANITY_N_CHANGES];

  if (self->worn.look != NULL)
    {
      vanity_renderer_lay (self->renderer, wear != NULL ? wear->strength : 0.0, image, part);
    }
  else if (!vanity_wear_is_bare (&self->worn))
    {
      get_strengths (wear, strengths);
      vanity_wearer_lay (self->wearer, strengths, image, part);
    }
}
