#include "cli-recommend.h"
#include "cli-shade.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *const sources[] = {
  [VANITY_SKIN_FROM_NOTHING] = "none",
  [VANITY_SKIN_FROM_PHOTO] = "photo",
  [VANITY_SKIN_FROM_OWNED] = "owned",
  [VANITY_SKIN_FROM_BOTH] = "both",
};

static void
append_skin (GString *text, const VanityAdvice *advice)
{
  VanitySkinEstimate skin;
  int likeliest = 0;

  vanity_person_estimate_skin (advice->person, &skin, NULL);
  if (advice->why_no_skin)
    g_string_append_printf (text, "%s\n", advice->why_no_skin);
  if (skin.source == VANITY_SKIN_FROM_NOTHING)
    return;
  for (int u = 1; u < VANITY_N_UNDERTONES; u++)
    if (skin.undertone[u] > skin.undertone[likeliest])
      likeliest = u;
  if (skin.source != VANITY_SKIN_FROM_OWNED)
    g_string_append_printf (text,
                            _ ("Skin, its light taken off: L* %.0f, a* %.0f, b* %.0f, Monk %d.\n"),
                            (double)advice->person->skin.lab.L, (double)advice->person->skin.lab.a,
                            (double)advice->person->skin.lab.b, advice->person->skin.monk);
  g_string_append_printf (
      text,
      _ ("The shade for it: L* %.0f ± %.0f, a* %.0f, b* %.0f; undertone rather %s (%.0f %%).\n"),
      (double)skin.lab.L, sqrt (MAX (skin.covariance[0][0], 0)), (double)skin.lab.a,
      (double)skin.lab.b, vanity_undertone_get_label ((VanityUndertone)likeliest),
      100 * (double)skin.undertone[likeliest]);
}

/* A zone is called as the parameter of its colour. */
static const char *
get_zone_label (const char *zone)
{
  const VanityLayerKind *kind = vanity_layer_kind_find ("eyeshadow");
  g_autofree char *color = g_strconcat (zone, "-color", NULL);

  for (int i = 0; i < kind->n_params; i++)
    if (strcmp (kind->params[i].id, color) == 0)
      return _ (kind->params[i].label);
  return zone;
}

static void
append_proposal (GString *text, const VanityProposal *proposal)
{
  const VanityShade *shade = proposal->shade;
  g_autofree char *title = vanity_shade_dup_title (shade);

  if (isfinite (proposal->delta_e))
    g_string_append_printf (text, "  %3.0f %%  ΔE %4.1f  ", 100 * proposal->match,
                            proposal->delta_e);
  else
    g_string_append (text, "                  ");
  if (shade->has_color)
    g_string_append_printf (text, "#%06x  ", shade->rgb);
  else
    g_string_append (text, "         ");
  g_string_append (text, title);
  vanity_cli_append_traits (text, shade);
  if (proposal->zone)
    g_string_append_printf (text, " · %s", get_zone_label (proposal->zone));
  g_string_append (text, "\n                   ");
  for (guint i = 0; i < proposal->reasons->len; i++)
    {
      g_autofree char *reason = vanity_reason_dup_text (proposal->reasons->pdata[i]);

      g_string_append_printf (text, " %s.", reason);
    }
  g_string_append_c (text, '\n');
}

char *
vanity_advice_dup_text (const VanityAdvice *advice)
{
  GString *text = g_string_new (NULL);

  append_skin (text, advice);
  for (guint g = 0; g < advice->groups->len; g++)
    {
      const VanityProposalGroup *group = advice->groups->pdata[g];

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", group->title);
      if (group->has_target)
        g_string_append_printf (text, " (#%06x)", group->target);
      g_string_append_c (text, '\n');
      if (group->note)
        g_string_append_printf (text, "  %s\n", group->note);
      for (guint i = 0; i < group->proposals->len; i++)
        append_proposal (text, group->proposals->pdata[i]);
      if (group->proposals->len == 0 && !group->note)
        g_string_append_printf (text, "  %s\n", _ ("Nothing is left to propose."));
    }
  return g_string_free (text, FALSE);
}

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  if (text)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

static void
add_number (JsonBuilder *json, const char *name, double number)
{
  json_builder_set_member_name (json, name);
  if (isfinite (number))
    vanity_json_add_tidy (json, number);
  else
    json_builder_add_null_value (json);
}

static void
add_color (JsonBuilder *json, const char *name, gboolean known, guint32 rgb)
{
  g_autofree char *hex = known ? g_strdup_printf ("#%06x", rgb) : NULL;

  add_text (json, name, hex);
}

static void
add_lab (JsonBuilder *json, const char *name, VanityLab lab)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  vanity_json_add_tidy (json, (double)lab.L);
  vanity_json_add_tidy (json, (double)lab.a);
  vanity_json_add_tidy (json, (double)lab.b);
  json_builder_end_array (json);
}

static void
add_skin (JsonBuilder *json, const VanityAdvice *advice)
{
  VanitySkinEstimate skin;
  double apart;

  vanity_person_estimate_skin (advice->person, &skin, &apart);
  json_builder_set_member_name (json, "skin");
  json_builder_begin_object (json);
  add_text (json, "source", sources[skin.source]);
  if (skin.source == VANITY_SKIN_FROM_PHOTO || skin.source == VANITY_SKIN_FROM_BOTH)
    add_lab (json, "seen", advice->person->skin.lab);
  if (skin.source != VANITY_SKIN_FROM_NOTHING)
    {
      add_lab (json, "lab", skin.lab);
      add_number (json, "lightnessSpread", sqrt (MAX (skin.covariance[0][0], 0)));
      json_builder_set_member_name (json, "undertone");
      json_builder_begin_object (json);
      for (int u = 0; u < VANITY_N_UNDERTONES; u++)
        add_number (json, vanity_undertone_get_id ((VanityUndertone)u), (double)skin.undertone[u]);
      json_builder_end_object (json);
    }
  if (advice->why_no_skin)
    add_text (json, "withheld", advice->why_no_skin);
  if (isfinite (apart))
    add_number (json, "apart", apart);
  json_builder_end_object (json);
}

static void
add_reasons (JsonBuilder *json, const VanityProposal *proposal)
{
  json_builder_set_member_name (json, "reasons");
  json_builder_begin_array (json);
  for (guint i = 0; i < proposal->reasons->len; i++)
    {
      const VanityReason *reason = proposal->reasons->pdata[i];
      g_autofree char *text = vanity_reason_dup_text (reason);

      json_builder_begin_object (json);
      add_text (json, "kind", vanity_reason_kind_get_id (reason->kind));
      add_text (json, "text", text);
      add_number (json, "weight", reason->weight);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_proposal (JsonBuilder *json, const VanityProposal *proposal)
{
  const VanityShade *shade = proposal->shade;

  json_builder_begin_object (json);
  vanity_cli_add_shade (json, shade);
  add_number (json, "match", proposal->match);
  add_number (json, "deltaE", proposal->delta_e);
  add_number (json, "score", proposal->score);
  add_number (json, "feature", proposal->feature);
  add_number (json, "habit", proposal->habit);
  add_number (json, "trend", proposal->trend);
  if (proposal->zone)
    add_text (json, "zone", proposal->zone);
  json_builder_set_member_name (json, "explored");
  json_builder_add_boolean_value (json, proposal->explored);
  add_reasons (json, proposal);
  json_builder_end_object (json);
}

static void
add_group (JsonBuilder *json, const VanityAdvice *advice, const VanityProposalGroup *group)
{
  json_builder_begin_object (json);
  add_text (json, "title", group->title);
  add_text (json, "category", vanity_category_get_id (group->category));
  if (group->layer >= 0)
    {
      const VanityLayer *layer = advice->look->layers->pdata[group->layer];

      add_text (json, "layer", layer->kind->id);
    }
  add_color (json, "target", group->has_target, group->target);
  add_number (json, "nearest", group->nearest);
  add_text (json, "note", group->note);
  json_builder_set_member_name (json, "proposals");
  json_builder_begin_array (json);
  for (guint i = 0; i < group->proposals->len; i++)
    add_proposal (json, group->proposals->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

void
vanity_advice_add_json (const VanityAdvice *advice, JsonBuilder *json)
{
  json_builder_begin_object (json);
  if (advice->photo)
    add_text (json, "photo", advice->photo);
  if (advice->face > 0)
    {
      json_builder_set_member_name (json, "face");
      json_builder_add_int_value (json, advice->face);
    }
  add_text (json, "look", advice->look ? advice->look->id : NULL);
  add_skin (json, advice);
  json_builder_set_member_name (json, "groups");
  json_builder_begin_array (json);
  for (guint g = 0; g < advice->groups->len; g++)
    add_group (json, advice, advice->groups->pdata[g]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}
