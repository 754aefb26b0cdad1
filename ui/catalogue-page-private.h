/* What the files of the catalogue's page share. */
#pragma once

#include "app/importer.h"
#include "app/shade-list.h"
#include "base/job.h"
#include "ui/catalogue-page.h"

#include <adwaita.h>

struct _VanityCataloguePage
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *leaflet;
  GtkWidget *browser;
  GtkWidget *trouble;
  GtkWidget *trouble_label;
  GtkWidget *search;
  GtkWidget *filter;
  GtkWidget *count;
  GtkWidget *order;
  GtkWidget *color;
  GtkWidget *chips;
  GtkWidget *importing;
  GtkWidget *import_label;
  GtkWidget *import_bar;
  GtkWidget *import_cancel;
  GtkWidget *pages;
  GtkWidget *error;
  GtkWidget *list;
  GtkWidget *editor;
  GtkWidget *pane;
  GtkWidget *pane_back;
  GtkWidget *drop_hint;

  VanityShop *shop;
  VanityImporter *importer;
  VanityShadeList *shades;
  GtkSingleSelection *selection;
  VanityQuery query;  /* all of it, as it was asked last */
  gboolean over;      /* the filters are shown in place of the list */
  gboolean is_stale;  /* the catalogue has changed while nobody looked */
  gboolean following; /* controls are being set, not used */
  VanityJobSlot exporting;
};

/* catalogue-page.c: asks anew. */
void vanity_catalogue_page_search (VanityCataloguePage *page);

/* catalogue-page-files.c: what goes in and out */
void vanity_catalogue_page_init_files (VanityCataloguePage *page);
void vanity_catalogue_page_cancel_import (VanityCataloguePage *page);
