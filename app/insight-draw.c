#include "app/insight-private.h"

#include "app/picture.h"

/* One picture to be drawn. */
typedef struct
{
  VanityFinding *finding;
  VanityEvidence evidence;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  vanity_finding_unref (drawing->finding);
  g_free (drawing);
}

static gpointer
run_draw (VanityJob *job, gpointer data, GError **error)
{
  const Drawing *drawing = data;
  const VanityAnalysis *analysis = drawing->finding->analysis;
  double scale = MIN (1.0, (double)VANITY_PREVIEW_SIDE / MAX (analysis->width, analysis->height));
  int width = MAX (1, (int)(scale * analysis->width + 0.5));
  int height = MAX (1, (int)(scale * analysis->height + 0.5));
  g_autoptr (VanityImage) overlay
      = vanity_evidence_new_overlay (analysis, &drawing->evidence, width, height, error);

  if (overlay == NULL
      || g_cancellable_set_error_if_cancelled (vanity_job_get_cancellable (job), error))
    return NULL;

  return vanity_texture_new_from_image (overlay, &(VanityRect){ 0, 0, width, height });
}

static void
on_drawn (gpointer result, const GError *error, gpointer user_data)
{
  VanityInsight *self = user_data;

  self->overlay = result;
  if (error != NULL)
    vanity_insight_emit_failed (self, error->message);
  g_object_notify (G_OBJECT (self), "overlay");
}

void
vanity_insight_draw (VanityInsight *self)
{
  VanityInsightEntry *entry = vanity_insight_get_entry (self);
  Drawing *drawing;

  vanity_job_slot_clear (&self->drawing);
  g_clear_object (&self->overlay);
  if (entry == NULL || entry->finding == NULL
      || !vanity_evidence_is_there (entry->finding->analysis, &self->evidence))
    self->has_evidence = FALSE;
  if (self->has_evidence)
    {
      drawing = g_new0 (Drawing, 1);
      drawing->finding = vanity_finding_ref (entry->finding);
      drawing->evidence = self->evidence;
      vanity_job_slot_start (&self->drawing, run_draw, drawing, drawing_free, g_object_unref, NULL,
                             on_drawn, self);
    }
  g_object_notify (G_OBJECT (self), "overlay");
}

void
vanity_insight_show (VanityInsight *self, const VanityEvidence *evidence)
{
  self->has_evidence = evidence != NULL;
  if (evidence != NULL)
    self->evidence = *evidence;
  vanity_insight_draw (self);
}

const VanityEvidence *
vanity_insight_get_evidence (VanityInsight *self)
{
  return self->has_evidence ? &self->evidence : NULL;
}

GdkTexture *
vanity_insight_get_overlay (VanityInsight *self)
{
  return self->overlay;
}
