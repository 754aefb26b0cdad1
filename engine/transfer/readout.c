#include "transfer/readout.h"

#include "face/atlas.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A difference of colour that is hardly seen, CIEDE2000. */
#define HARDLY_SEEN 1

static const struct
{
  VanityChangePart part;
  const char *label;
} regions[VANITY_N_TINTS] = {
  [VANITY_TINT_LIPS] = { VANITY_CHANGE_LIPS, N_ ("Lips") },
  [VANITY_TINT_LIDS] = { VANITY_CHANGE_EYES, N_ ("Eyelids") },
  [VANITY_TINT_CHEEKS] = { VANITY_CHANGE_CHEEKS, N_ ("Cheeks") },
  [VANITY_TINT_BROWS] = { VANITY_CHANGE_BROWS, N_ ("Brows") },
};

gboolean
vanity_readout_measure (const VanityImage *before, const VanityImage *after,
                        const VanityFace *const *faces, int n_faces, const VanityTexture *texture,
                        const VanityTints *wanted, VanityReadout *readout, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);
  g_autofree float *rgb = g_new (float, 3 * (gsize)texture->size * texture->size);

  memset (readout, 0, sizeof *readout);
  if (atlas == NULL
      || !vanity_structure_compare (before, after, faces, n_faces, &readout->structure, error)
      || !vanity_atlas_unwrap (atlas, faces[0]->points, after, rgb, NULL, error))
    return FALSE;
  vanity_tints_measure (atlas, texture->rgb, texture->visibility, &readout->before);
  vanity_tints_measure (atlas, rgb, texture->visibility, &readout->after);
  if (wanted != NULL)
    readout->wanted = *wanted;
  vanity_fidelity_compare (&readout->before, &readout->wanted, &readout->after, &readout->fidelity);
  return TRUE;
}

/* Where it is not seen it is 0. */
static gboolean
is_seen (const VanityReference *reference, VanityTint tint)
{
  const VanityLab *lab = &reference->texture->tint[tint];

  return reference->texture->skin_known && reference->available[regions[tint].part]
         && (lab->L != 0 || lab->a != 0 || lab->b != 0);
}

void
vanity_readout_get_wanted (const VanityTransferWish *wish, VanityTints *wanted)
{
  memset (wanted, 0, sizeof *wanted);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      const VanityTransferPart *part = &wish->parts[regions[k].part];
      const VanityLab *from, *to;
      float blend = part->to != NULL ? (float)part->blend : 0;

      if (part->from == NULL || !is_seen (part->from, k)
          || (part->to != NULL && !is_seen (part->to, k)))
        continue;
      from = &part->from->texture->tint[k];
      to = part->to != NULL ? &part->to->texture->tint[k] : from;
      wanted->seen[k] = wanted->known = TRUE;
      wanted->tint[k]
          = (VanityLab){ from->L + blend * (to->L - from->L), from->a + blend * (to->a - from->a),
                         from->b + blend * (to->b - from->b) };
    }
}

static void
add_number (JsonBuilder *json, const char *name, double value, double places)
{
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, round (value * places) / places);
}

static void
add_lab (JsonBuilder *json, const char *name, VanityLab lab)
{
  const float values[3] = { lab.L, lab.a, lab.b };

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (int c = 0; c < 3; c++)
    json_builder_add_double_value (json, round (values[c] * 100.0) / 100.0);
  json_builder_end_array (json);
}

static void
add_region (JsonBuilder *json, const VanityReadout *self, VanityTint tint)
{
  json_builder_set_member_name (json, vanity_tint_get_id (tint));
  json_builder_begin_object (json);
  add_lab (json, "had", self->before.tint[tint]);
  add_lab (json, "reached", self->after.tint[tint]);
  if (self->fidelity.seen[tint])
    {
      add_lab (json, "wanted", self->wanted.tint[tint]);
      add_number (json, "start", self->fidelity.start[tint], 100);
      add_number (json, "left", self->fidelity.left[tint], 100);
      if (self->fidelity.start[tint] > 0)
        add_number (json, "fidelity", self->fidelity.fidelity[tint], 1000);
    }
  json_builder_end_object (json);
}

JsonNode *
vanity_readout_to_json (const VanityReadout *readout)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_number (json, "structure", readout->structure.correlation, 10000);
  json_builder_set_member_name (json, "outside");
  json_builder_add_int_value (json, (gint64)readout->structure.outside);
  if (!isnan (readout->fidelity.skin_shift))
    {
      json_builder_set_member_name (json, "skin");
      json_builder_begin_object (json);
      add_lab (json, "before", readout->before.skin);
      add_lab (json, "after", readout->after.skin);
      add_number (json, "shift", readout->fidelity.skin_shift, 100);
      json_builder_end_object (json);
    }
  json_builder_set_member_name (json, "regions");
  json_builder_begin_object (json);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    if (readout->before.seen[k] && readout->after.seen[k])
      add_region (json, readout, k);
  json_builder_end_object (json);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

static void
tell_region (GString *text, const VanityFidelity *fidelity, VanityTint tint)
{
  const char *label = _ (regions[tint].label);

  if (!fidelity->seen[tint])
    return;
  g_string_append_c (text, '\n');
  if (fidelity->start[tint] < VANITY_FIDELITY_START)
    /* Translators: %s is a part of the face, such as "Lips". */
    g_string_append_printf (text, _ ("%s: much like the reference from the start"), label);
  else if (fidelity->fidelity[tint] <= 0)
    g_string_append_printf (text, _ ("%s: no nearer to the reference than before"), label);
  else
    g_string_append_printf (text, _ ("%s: %.0f %% of the way to the reference"), label,
                            100 * fidelity->fidelity[tint]);
}

char *
vanity_readout_get_text (const VanityReadout *readout)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint outside = (guint)MIN (readout->structure.outside, G_MAXUINT);
  double shift = readout->fidelity.skin_shift;

  g_string_append_printf (text, _ ("Features kept: %.0f %%"),
                          100 * MAX (readout->structure.correlation, 0));
  g_string_append_c (text, '\n');
  if (isnan (shift))
    g_string_append (text, _ ("Skin tone: too little bare skin is seen to tell"));
  else if (shift < HARDLY_SEEN)
    g_string_append_printf (text, _ ("Skin tone: kept (ΔE %.1f)"), shift);
  else
    g_string_append_printf (text, _ ("Skin tone: changed by ΔE %.1f"), shift);
  g_string_append_c (text, '\n');
  if (outside == 0)
    g_string_append (text, _ ("Outside the face: not a pixel changed"));
  else
    g_string_append_printf (text,
                            dngettext (GETTEXT_PACKAGE, "Outside the face: %u pixel changed",
                                       "Outside the face: %u pixels changed", outside),
                            outside);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    tell_region (text, &readout->fidelity, k);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
