from django.urls import path

from reviews.views import evaluations, papers, recommendations

app_name = "reviews"
urlpatterns = [
    path("positionspapper/", papers.paper_list, name="paper_list"),
    path("positionspapper/nytt/<int:engagement_pk>/", papers.paper_create, name="paper_create"),
    path("positionspapper/nytt/omrade/", papers.paper_create_area, name="paper_create_area"),
    path("positionspapper/<int:pk>/", papers.paper_detail, name="paper_detail"),
    path("positionspapper/<int:pk>/andra/", papers.paper_edit, name="paper_edit"),
    path("positionspapper/<int:pk>/till-beslut/", papers.paper_submit, name="paper_submit"),
    path("positionspapper/<int:pk>/pdf/", papers.paper_pdf, name="paper_pdf"),
    path("positionspapper/<int:pk>/pdf/bestall/", papers.paper_order_pdf, name="paper_order_pdf"),
    path("positionspapper/<int:pk>/pdf/lage/", papers.paper_progress, name="paper_progress"),
    path("utvarderingar/", evaluations.evaluation_list, name="evaluation_list"),
    path("utvarderingar/ny/", evaluations.evaluation_create, name="evaluation_create"),
    path("utvarderingar/<int:pk>/", evaluations.evaluation_detail, name="evaluation_detail"),
    path("utvarderingar/<int:pk>/andra/", evaluations.evaluation_edit, name="evaluation_edit"),
    path("utvarderingar/<int:pk>/andra/<slug:part>/", evaluations.evaluation_edit_part, name="evaluation_edit_part"),
    path("utvarderingar/<int:pk>/uppgifter/", evaluations.evaluation_renew, name="evaluation_renew"),
    path("utvarderingar/<int:pk>/till-beslut/", evaluations.evaluation_submit, name="evaluation_submit"),
    path("utvarderingar/<int:pk>/pdf/", evaluations.evaluation_pdf, name="evaluation_pdf"),
    path("utvarderingar/<int:pk>/pdf/bestall/", evaluations.evaluation_order_pdf, name="evaluation_order_pdf"),
    path("utvarderingar/<int:pk>/pdf/lage/", evaluations.evaluation_progress, name="evaluation_progress"),
    path("utvarderingar/<int:pk>/rekommendationer/", recommendations.recommendations_edit, name="recommendations_edit"),
    path("rekommendationer/<int:pk>/arende/", recommendations.recommendation_pursue, name="recommendation_pursue"),
]
