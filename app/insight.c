#include "app/insight-private.h"

/* The hand on a slider rests so long before the face is looked at again. */
#define REST_MS 250

enum
{
  PROP_0,
  PROP_STATE,
  PROP_OVERLAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint failed_signal;

G_DEFINE_FINAL_TYPE (VanityInsight, vanity_insight, G_TYPE_OBJECT)

static void
finding_clear (gpointer data)
{
  vanity_analysis_free (((VanityFinding *)data)->analysis);
}

VanityFinding *
vanity_finding_ref (VanityFinding *finding)
{
  return g_atomic_rc_box_acquire (finding);
}

void
vanity_finding_unref (VanityFinding *finding)
{
  g_atomic_rc_box_release_full (finding, finding_clear);
}

static void
notify (VanityInsight *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
vanity_insight_emit_failed (VanityInsight *self, const char *message)
{
  g_signal_emit (self, failed_signal, 0, message);
}

VanityInsightEntry *
vanity_insight_get_entry (VanityInsight *self)
{
  return self->selected >= 0 ? &self->entries[self->selected] : NULL;
}

/* One face to be looked at. */
typedef struct
{
  VanityPhoto *photo;
  GPtrArray *faces;
  int face;
  VanityAnalysisOptions options;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_photo_unref (order->photo);
  g_ptr_array_unref (order->faces);
  g_free (order);
}

static gpointer
run_look (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  VanityAnalysis *analysis = vanity_analysis_new (
      vanity_photo_get_image (order->photo), g_ptr_array_index (order->faces, order->face),
      &order->options, vanity_job_get_cancellable (job), error);
  VanityFinding *finding;

  if (analysis == NULL)
    return NULL;

  finding = g_atomic_rc_box_new0 (VanityFinding);
  finding->analysis = analysis;

  return finding;
}

/* What was found before stands, and what was said before. */
static void
fall_back (VanityInsight *self, VanityInsightEntry *entry, const GError *error)
{
  entry->options = entry->finding->analysis->options;
  entry->current = TRUE;
  vanity_document_take_back_options (self->document, &entry->options);
  if (!self->stopped)
    vanity_insight_emit_failed (self, error->message);
  self->stopped = FALSE;
}

static void
on_looked (gpointer result, const GError *error, gpointer user_data)
{
  VanityInsight *self = user_data;
  VanityInsightEntry *entry = vanity_insight_get_entry (self);

  if (result == NULL)
    {
      self->stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (entry->finding != NULL)
        fall_back (self, entry, error);
      else if (!self->stopped)
        self->error = g_error_copy (error);
    }
  else
    {
      g_clear_pointer (&entry->finding, vanity_finding_unref);
      entry->finding = result;
      entry->current = TRUE;
      vanity_insight_draw (self);
    }
  notify (self, PROP_STATE);
}

/* Starts to look at the selected face, where somebody wants to know and it is not known. */
static void
look (VanityInsight *self)
{
  VanityInsightEntry *entry = vanity_insight_get_entry (self);
  Order *order;

  if (self->wanted == 0 || entry == NULL || entry->current || self->stopped || self->error != NULL
      || vanity_job_slot_is_busy (&self->look))
    return;

  order = g_new0 (Order, 1);
  order->photo = vanity_photo_ref (vanity_document_get_photo (self->document));
  order->faces = g_ptr_array_ref (vanity_document_get_faces (self->document));
  order->face = self->selected;
  order->options = entry->options;
  vanity_job_slot_start (&self->look, run_look, order, order_free,
                         (GDestroyNotify)vanity_finding_unref, NULL, on_looked, self);
}

/* Forgets what is under way and what came of it. */
static void
restart (VanityInsight *self)
{
  vanity_job_slot_clear (&self->look);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_error (&self->error);
  self->stopped = FALSE;
  look (self);
}

static gboolean
on_rested (gpointer user_data)
{
  VanityInsight *self = user_data;

  self->rest = 0;
  restart (self);
  notify (self, PROP_STATE);

  return G_SOURCE_REMOVE;
}

/* What the document says of the faces is what is to be found with: of the selected one when the
 * hand rests. */
static void
follow_options (VanityInsight *self, const VanityOutfit *outfit)
{
  for (int i = 0; i < self->n_entries; i++)
    {
      VanityInsightEntry *entry = &self->entries[i];

      if (vanity_options_equal (&entry->options, &outfit->options[i]))
        continue;

      entry->options = outfit->options[i];
      entry->current = FALSE;
      if (i == self->selected)
        {
          g_clear_handle_id (&self->rest, g_source_remove);
          self->rest = g_timeout_add (REST_MS, on_rested, self);
          notify (self, PROP_STATE);
        }
    }
}

static void
on_outfit_changed (VanityInsight *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  int selected = outfit != NULL && outfit->n_faces > 0 ? outfit->selected : -1;

  if (self->entries == NULL && selected >= 0)
    {
      self->n_entries = outfit->n_faces;
      self->entries = g_new0 (VanityInsightEntry, self->n_entries);
    }
  if (outfit != NULL)
    follow_options (self, outfit);
  if (selected == self->selected)
    return;

  self->selected = selected;
  restart (self);
  vanity_insight_draw (self);
  notify (self, PROP_STATE);
}

void
vanity_insight_set_wanted (VanityInsight *self, gboolean wanted)
{
  self->wanted += wanted ? 1 : -1;
  if (wanted)
    {
      look (self);
      notify (self, PROP_STATE);
    }
}

void
vanity_insight_stop (VanityInsight *self)
{
  if (vanity_job_slot_is_busy (&self->look))
    vanity_job_cancel (self->look.job);
}

void
vanity_insight_retry (VanityInsight *self)
{
  restart (self);
  notify (self, PROP_STATE);
}

VanityInsightState
vanity_insight_get_state (VanityInsight *self)
{
  VanityInsightEntry *entry = vanity_insight_get_entry (self);

  if (vanity_job_slot_is_busy (&self->look) || self->rest != 0)
    return VANITY_INSIGHT_WORKING;
  if (self->error != NULL)
    return VANITY_INSIGHT_FAILED;
  if (self->stopped)
    return VANITY_INSIGHT_STOPPED;

  return entry != NULL && entry->current ? VANITY_INSIGHT_READY : VANITY_INSIGHT_IDLE;
}

const GError *
vanity_insight_get_error (VanityInsight *self)
{
  return self->error;
}

VanityDocument *
vanity_insight_get_document (VanityInsight *self)
{
  return self->document;
}

VanityFinding *
vanity_insight_get_finding (VanityInsight *self)
{
  VanityInsightEntry *entry = vanity_insight_get_entry (self);

  return entry != NULL ? entry->finding : NULL;
}

const VanityAnalysisOptions *
vanity_insight_get_options (VanityInsight *self)
{
  static const VanityAnalysisOptions none;
  VanityInsightEntry *entry = vanity_insight_get_entry (self);

  return entry != NULL ? &entry->options : &none;
}

void
vanity_insight_set_options (VanityInsight *self, const VanityAnalysisOptions *options)
{
  if (vanity_insight_get_entry (self) != NULL)
    vanity_document_set_options (self->document, options);
}

VanityInsight *
vanity_insight_new (VanityDocument *document)
{
  VanityInsight *self = g_object_new (VANITY_TYPE_INSIGHT, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                           G_CONNECT_SWAPPED);
  on_outfit_changed (self);

  return self;
}

static void
vanity_insight_finalize (GObject *object)
{
  VanityInsight *self = VANITY_INSIGHT (object);

  vanity_job_slot_clear (&self->look);
  vanity_job_slot_clear (&self->drawing);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_object (&self->overlay);
  for (int i = 0; i < self->n_entries; i++)
    g_clear_pointer (&self->entries[i].finding, vanity_finding_unref);
  g_free (self->entries);
  g_clear_error (&self->error);
  g_object_unref (self->document);

  G_OBJECT_CLASS (vanity_insight_parent_class)->finalize (object);
}

static void
vanity_insight_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityInsight *self = VANITY_INSIGHT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)vanity_insight_get_state (self));
      break;
    case PROP_OVERLAY:
      g_value_set_object (value, self->overlay);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_insight_class_init (VanityInsightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vanity_insight_finalize;
  object_class->get_property = vanity_insight_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, VANITY_INSIGHT_IDLE,
                                             VANITY_INSIGHT_STOPPED, VANITY_INSIGHT_IDLE, flags);
  properties[PROP_OVERLAY] = g_param_spec_object ("overlay", NULL, NULL, GDK_TYPE_TEXTURE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  failed_signal = g_signal_new ("failed", VANITY_TYPE_INSIGHT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vanity_insight_init (VanityInsight *self)
{
  self->selected = -1;
}
